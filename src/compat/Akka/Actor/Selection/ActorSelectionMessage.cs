namespace Akka.Actor;

/// <summary>A message on its way along a selection.</summary>
/// <param name="wildCardFanOut">True once a pattern was passed: then a missing actor is nothing to report.</param>
public class ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false) : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    public object Message { get; } = message;

    public SelectionPathElement[] Elements { get; } = elements;

    public bool WildCardFanOut { get; } = wildCardFanOut;

    /// <summary>The same message but for what is given.</summary>
    public ActorSelectionMessage Copy(object? message = null, SelectionPathElement[]? elements = null, bool? wildCardFanOut = null) =>
        new(message ?? Message, elements ?? Elements, wildCardFanOut ?? WildCardFanOut);

    public override string ToString() => $"ActorSelectionMessage - Message: {Message} - WildCartFanOut: {WildCardFanOut} - Elements: {string.Join('/', Elements.AsEnumerable())}";
}

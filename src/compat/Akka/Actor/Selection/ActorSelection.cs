using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The actors at the places that a path with wildcards names, looked up anew for each message.</summary>
public class ActorSelection : ICanTell
{
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Length == 0 ? [] : path.Split('/'))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, Elements(elements))
    {
    }

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    public SelectionPathElement[] Path { get; }

    public string PathString => "/" + string.Join('/', Path.Select(element => element.ToString()));

    public void Tell(object message, IActorRef? sender = null)
    {
        if (message is null) throw new InvalidMessageException();
        Deliver((IInternalActorRef)Anchor, Path, message, sender ?? ActorCell.GetCurrentSelfOrNoSender(), afterPattern: false);
    }

    /// <summary>The one actor that answers first.</summary>
    /// <exception cref="ActorNotFoundException">None has answered in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null!), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception error)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", error);
        }
    }

    public override bool Equals(object? obj) => obj is ActorSelection other && Anchor.Equals(other.Anchor) && Path.SequenceEqual(other.Path);

    public override int GetHashCode() => HashCode.Combine(Anchor, Path.Length);

    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]";

    /// <summary>Carries a message from an actor down a path.</summary>
    internal static void Deliver(IInternalActorRef at, ReadOnlySpan<SelectionPathElement> path, object message, IActorRef? sender, bool afterPattern)
    {
        for (int index = 0; index < path.Length; index++)
        {
            if (at is Remote.IRemoteRef)
            {
                // Its own node goes on from here.
                at.Tell(new ActorSelectionMessage(message, path[index..].ToArray(), afterPattern), sender);
                return;
            }

            var rest = path[(index + 1)..];
            switch (path[index])
            {
                case SelectParent:
                    at = at.Parent;
                    continue;
                case SelectChildName when at is DeadLetterActorRef:
                    at.Tell(new ActorSelectionMessage(message, path[index..].ToArray(), afterPattern), sender);
                    return;
                case SelectChildName child:
                    var next = (IInternalActorRef)at.GetChild([child.Name]);
                    if (next.IsNobody())
                    {
                        ReportMissing(at, path[index..], message, sender, afterPattern);
                        return;
                    }

                    at = next;
                    continue;
                case SelectChildPattern pattern:
                    var matching = Children(at).Where(child => pattern.Matches(child.Path.Name)).ToArray();
                    if (matching.Length == 0) ReportMissing(at, path[index..], message, sender, afterPattern);
                    foreach (var child in matching) Deliver(child, rest, message, sender, afterPattern: matching.Length > 1 || afterPattern);
                    return;
                case SelectChildRecursive:
                    foreach (var descendant in Descendants(at)) Deliver(descendant, rest, message, sender, afterPattern: true);
                    return;
            }
        }

        at.Tell(message, sender);
    }

    private static SelectionPathElement[] Elements(IEnumerable<string> names)
    {
        SelectionPathElement[] elements = [.. names.Where(name => name.Length > 0).Select(Element)];
        return elements.SkipLast(1).Any(element => element is SelectChildRecursive)
            ? throw new IllegalActorNameException("Double wildcard can only appear at the last path entry")
            : elements;
    }

    private static SelectionPathElement Element(string text) => text switch
    {
        ".." => SelectParent.Instance,
        "**" => SelectChildRecursive.Instance,
        _ when text.Contains('*', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal) => new SelectChildPattern(text),
        _ => new SelectChildName(text),
    };

    private static IEnumerable<IInternalActorRef> Children(IInternalActorRef parent) => parent is LocalActorRef local ? local.Cell.Children.All : [];

    private static IEnumerable<IInternalActorRef> Descendants(IInternalActorRef parent) => Children(parent).SelectMany(child => Descendants(child).Prepend(child));

    private static void ReportMissing(IInternalActorRef at, ReadOnlySpan<SelectionPathElement> missing, object message, IActorRef? sender, bool afterPattern)
    {
        var path = missing.ToArray().Aggregate(at.Path, (parent, element) => parent / element.ToString()!);
        var system = (ExtendedActorSystem)at.Provider.Settings.System;
        new EmptyLocalActorRef(at.Provider, path, system.EventStream).Tell(new ActorSelectionMessage(message, missing.ToArray(), afterPattern), sender);
    }
}

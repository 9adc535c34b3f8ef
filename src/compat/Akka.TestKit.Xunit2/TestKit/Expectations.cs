using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a received message, or its absence, means for a test.</summary>
internal sealed class Expectations(ITestKitAssertions assertions)
{
    /// <param name="envelope">Null if none came in time.</param>
    public T Message<T>(MessageEnvelope? envelope, TimeSpan waited, string? hint, Action<T, IActorRef>? check = null)
    {
        if (envelope is null)
        {
            assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1}{2}", waited, typeof(T), Suffix(hint));
            return default!;
        }

        if (envelope.Message is not T message)
        {
            assertions.Fail(
                "Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead from {3}{4}",
                typeof(T), envelope.Message, envelope.Message?.GetType() ?? typeof(void), envelope.Sender, Suffix(hint));
            return default!;
        }

        check?.Invoke(message, envelope.Sender);
        return message;
    }

    public T Equal<T>(MessageEnvelope? envelope, T expected, TimeSpan waited, string? hint) =>
        Message<T>(envelope, waited, hint, (actual, _) => assertions.AssertEqual(expected, actual, hint ?? ""));

    public T Equal<T>(MessageEnvelope? envelope, T expected, Func<T, T, bool> comparer, TimeSpan waited, string? hint) =>
        Message<T>(envelope, waited, hint, (actual, _) => assertions.AssertEqual(expected, actual, comparer, hint ?? ""));

    public T Matching<T>(MessageEnvelope? envelope, Func<T, IActorRef, bool> isExpected, TimeSpan waited, string? hint) =>
        Message<T>(envelope, waited, hint, (actual, sender) => assertions.AssertTrue(
            isExpected(actual, sender), "Got a message of the expected type <{2}> from {4}. Also expected {0} but the message {{{1}}} of type <{3}> did not match",
            hint ?? "the predicate to return true", actual!, typeof(T), actual!.GetType(), sender));

    public T From<T>(MessageEnvelope? envelope, IActorRef sender, TimeSpan waited, string? hint, Action<T>? check = null) =>
        Message<T>(envelope, waited, hint, (actual, from) =>
        {
            assertions.AssertEqual(sender, from, "Sender does not match" + Suffix(hint));
            check?.Invoke(actual);
        });

    public Terminated Terminated(MessageEnvelope? envelope, IActorRef target, TimeSpan waited, string? hint) =>
        Message<Terminated>(envelope, waited, hint, (actual, _) => assertions.AssertEqual(target, actual.ActorRef, "Another actor terminated" + Suffix(hint)));

    /// <summary>Exactly the expected messages, in any order.</summary>
    public IReadOnlyCollection<T> AllOf<T>(IReadOnlyCollection<object> received, T[] expected)
    {
        T[] missing = [.. expected.Where(message => !received.Contains((object?)message))];
        object[] unexpected = [.. received.Where(message => message is not T typed || !expected.Contains(typed))];
        assertions.AssertTrue(missing.Length == 0, "not found [{0}]", string.Join(", ", missing));
        assertions.AssertTrue(unexpected.Length == 0, "found unexpected [{0}]", string.Join(", ", unexpected));
        return [.. received.Cast<T>()];
    }

    private static string Suffix(string? hint) => string.IsNullOrEmpty(hint) ? "" : $" ({hint})";
}

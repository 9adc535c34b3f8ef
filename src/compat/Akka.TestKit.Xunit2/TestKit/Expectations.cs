using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a test expects of the next messages, and how it fails if they are others or don't come.</summary>
internal sealed class Expectations(MessageReader reader, Deadlines deadlines, ITestKitAssertions assertions)
{
    private const string AnyMatch = "the predicate to return true";

    public async Task<T> Message<T>(TimeSpan? timeout, string? hint, Patience patience, Action<T, IActorRef>? check = null)
    {
        var limit = deadlines.RemainingOrDilated(timeout);
        var envelope = await reader.Take(limit, patience);
        if (envelope is null)
        {
            assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1} {2}", limit, typeof(T), hint ?? "");
            return default!;
        }

        if (envelope.Message is not T message)
        {
            assertions.Fail(
                "Failed: Expected a message of type {0}, but received {{{1}}} (type {2}) instead {3} from {4}",
                typeof(T), envelope.Message, envelope.Message?.GetType() ?? typeof(void), hint ?? "", envelope.Sender);
            return default!;
        }

        check?.Invoke(message, envelope.Sender);
        return message;
    }

    public Task<T> Equal<T>(T expected, TimeSpan? timeout, string? hint, Patience patience) =>
        Message<T>(timeout, hint, patience, (actual, _) => assertions.AssertEqual(expected, actual));

    public Task<T> Equal<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout, string? hint, Patience patience) =>
        Message<T>(timeout, hint, patience, (actual, _) => assertions.AssertEqual(expected, actual, comparer, hint!));

    public Task<T> Matching<T>(Predicate<T> isExpected, TimeSpan? timeout, string? hint, Patience patience) =>
        Message<T>(timeout, hint, patience, (actual, _) => Fits(isExpected, actual, hint));

    public Task<T> Matching<T>(Func<T, IActorRef, bool> isExpected, TimeSpan? timeout, string? hint, Patience patience) => Message<T>(
        timeout, hint, patience, (actual, sender) => assertions.AssertTrue(
            isExpected(actual, sender), "Got a message of the expected type <{0}> from {1}. Also expected {2} but the message {{{3}}} of type <{4}> did not match",
            typeof(T), sender, hint ?? AnyMatch, actual!, actual!.GetType()));

    public Task<T> From<T>(IActorRef sender, Action<T>? check, TimeSpan? timeout, string? hint, Patience patience) => Message<T>(timeout, null, patience, (actual, from) =>
    {
        assertions.AssertEqual(sender, from, "Sender does not match. Got a message from sender {0}. But expected {1} {2}", from, sender, hint ?? "");
        check?.Invoke(actual);
    });

    public Task<T> From<T>(IActorRef sender, T expected, TimeSpan? timeout, string? hint, Patience patience) =>
        From<T>(sender, actual => assertions.AssertEqual(expected, actual), timeout, hint, patience);

    public Task<T> From<T>(IActorRef sender, Predicate<T> isExpected, TimeSpan? timeout, string? hint, Patience patience) =>
        From<T>(sender, actual => Fits(isExpected, actual, hint), timeout, hint, patience);

    public Task<T> From<T>(Predicate<IActorRef> isSender, Predicate<T> isExpected, TimeSpan? timeout, string? hint, Patience patience) => Message<T>(
        timeout, null, patience, (actual, from) =>
        {
            assertions.AssertTrue(
                isSender(from), "Sender does not match. Got a message from sender {0}. But expected {1}  The message was {{{2}}}", from, hint ?? AnyMatch, actual!);
            Fits(isExpected, actual, hint);
        });

    public Task<T> From<T>(Action<IActorRef> checkSender, Action<T> check, TimeSpan? timeout, string? hint, Patience patience) => Message<T>(
        timeout, hint, patience, (actual, from) =>
        {
            checkSender(from);
            check(actual);
        });

    public Task<Terminated> Terminated(IActorRef target, TimeSpan? timeout, string? hint, Patience patience)
    {
        string what = $"Terminated {target}. {hint}";
        return Message<Terminated>(timeout, what, patience, (actual, _) => assertions.AssertEqual(target, actual.ActorRef, "{0}", what));
    }

    public async Task<T> AnyOf<T>(IEnumerable<T> messages, Patience patience)
    {
        T[] expected = [.. messages];
        var limit = deadlines.RemainingOrDefault;
        var envelope = await reader.Take(limit, patience);
        assertions.AssertTrue(envelope is not null, "Timeout {0} during waiting for ExpectMsgAnyOf waiting for ({1})", limit, string.Join(", ", expected));
        object message = envelope!.Message;
        assertions.AssertTrue(expected.Any(candidate => Equals(candidate, message)), "ExpectMsgAnyOf found unexpected {0}", message);
        return (T)message;
    }

    /// <summary>One message for each of the expected ones, in any order.</summary>
    public async IAsyncEnumerable<T> AllOf<T>(IReadOnlyCollection<T> expected, TimeSpan max, Patience patience)
    {
        var missing = expected.ToList();
        var unexpected = new List<object>();
        await foreach (object message in reader.Several(expected.Count, max, patience))
        {
            int index = missing.FindIndex(candidate => Equals(candidate, message));
            if (index < 0) unexpected.Add(message);
            else missing.RemoveAt(index);
            if (message is T typed) yield return typed;
        }

        FailUnlessEmpty(missing, unexpected);
    }

    /// <summary>One message for each of the predicates, in any order; each predicate takes the first that it fits.</summary>
    public async IAsyncEnumerable<object> AllOf(IReadOnlyCollection<PredicateInfo> expected, TimeSpan max, Patience patience)
    {
        var missing = expected.ToList();
        var unexpected = new List<object>();
        await foreach (object message in reader.Several(expected.Count, max, patience))
        {
            int index = missing.FindIndex(candidate => candidate.Fits(message));
            if (index < 0) unexpected.Add(message);
            else missing.RemoveAt(index);
            yield return message;
        }

        FailUnlessEmpty(missing, unexpected);
    }

    private void Fits<T>(Predicate<T> isExpected, T actual, string? hint) => assertions.AssertTrue(
        isExpected(actual), "Got a message of the expected type <{0}>. Also expected {1} but the message {{{2}}} of type <{3}> did not match",
        typeof(T), hint ?? AnyMatch, actual!, actual!.GetType());

    private void FailUnlessEmpty<T>(List<T> missing, List<object> unexpected)
    {
        if (missing.Count > 0 || unexpected.Count > 0)
            assertions.Fail("not found [{0}] found unexpected [{1}]", string.Join(", ", missing), string.Join(", ", unexpected));
    }
}

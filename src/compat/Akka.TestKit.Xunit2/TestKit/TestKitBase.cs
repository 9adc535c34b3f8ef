using System.Linq.Expressions;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// An actor system under test with an actor that collects what it gets, for the test to expect. While a test's own code runs, that actor is the sender
/// of what it tells, unless the class is marked <see cref="INoImplicitSender"/>. Waits are in real time, also where the system's scheduler is virtual.
/// </summary>
public abstract class TestKitBase : IActorRefFactory
{
    private static int s_lastProbe;

    private readonly ITestKitAssertions _assertions;
    private readonly MessageInbox _inbox = new();
    private readonly Deadlines _deadlines;
    private readonly Expectations _expect;
    private readonly Polling _polling;
    private readonly MessageReader _reader;

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, ActorSystemSetup.Empty.And(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        _assertions = assertions;
        Sys = system ?? TestSystem.Create(config, actorSystemName ?? "test");
        TestKitSettings = TestKitExtension.For(Sys);
        _deadlines = new Deadlines(TestKitSettings, assertions);
        _expect = new Expectations(assertions);
        _reader = new MessageReader(_inbox, _deadlines, assertions);
        _polling = new Polling(_deadlines, assertions);
        EventFilter = new EventFilterFactory(this);
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref s_lastProbe)}");
        if (this is not TestProbe) ImplicitSender.Use(this is INoImplicitSender ? null : TestSystem.CellOf(TestActor));
    }

    public static Config DefaultConfig => TestSystem.DefaultConfig;

    public static TimeSpan Now => Deadlines.Now;

    public ActorSystem Sys { get; }

    public IActorRef TestActor { get; }

    public TestKitSettings TestKitSettings { get; }

    public EventFilterFactory EventFilter { get; }

    /// <summary>Sender of the message that was received last.</summary>
    public IActorRef LastSender => _reader.Last.Sender;

    public object LastMessage => _reader.Last.Message;

    public bool HasMessages => _inbox.HasMessages;

    public TimeSpan Remaining => _deadlines.Remaining;

    public TimeSpan RemainingOrDefault => _deadlines.RemainingOrDefault;

    protected ILoggingAdapter Log => Sys.Log;

    internal ITestKitAssertions TestAssertions => _assertions;

    /// <summary>How long the wait is on this machine: by <c>akka.test.timefactor</c>.</summary>
    public TimeSpan Dilated(TimeSpan duration) => _deadlines.Dilated(duration);

    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? Dilated(TestKitSettings.DefaultTimeout);

    public TimeSpan RemainingOr(TimeSpan duration) => _deadlines.RemainingOr(duration);

    public TimeSpan RemainingOrDilated(TimeSpan? duration) => _deadlines.RemainingOrDilated(duration);

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) =>
        new(system, _assertions, name ?? $"probe-{Interlocked.Increment(ref s_lastProbe)}");

    public IActorRef CreateTestActor(string name) => TestSystem.StartCollector(Sys, _inbox, name);

    public IActorRef ActorOf(Props props) => Sys.ActorOf(props);

    public IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);

    public IActorRef ActorOf<TActor>() where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>());

    public IActorRef ActorOf<TActor>(string name) where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory) where TActor : ActorBase => Sys.ActorOf(Props.Create(factory));

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string name) where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>An actor that runs on the thread of whoever tells it something, and whose object the test can see.</summary>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef supervisor, string? name = null) where TActor : ActorBase => new(Sys, props, supervisor, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null) where TActor : ActorBase => new(Sys, props, null, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, IActorRef supervisor, string? name = null) where TActor : ActorBase =>
        new(Sys, Props.Create(factory), supervisor, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null) where TActor : ActorBase =>
        new(Sys, Props.Create(factory), null, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(IActorRef supervisor, string? name = null) where TActor : ActorBase, new() =>
        new(Sys, Props.Create<TActor>(), supervisor, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null) where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), null, name);

    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>From here on, <see cref="ExpectTerminated"/> sees the actor's end.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Tell(new TestActor.Watch(actorToWatch), ActorRefs.NoSender);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Tell(new TestActor.Unwatch(actorToUnwatch), ActorRefs.NoSender);
        return actorToUnwatch;
    }

    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new TestActor.SetAutoPilot(pilot), ActorRefs.NoSender);

    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new TestActor.SetIgnore(message => shouldIgnoreMessage(message)), ActorRefs.NoSender);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) => IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<TMsg>() => IgnoreMessages(static message => message is TMsg);

    public void IgnoreNoMessages() => TestActor.Tell(new TestActor.SetIgnore(null), ActorRefs.NoSender);

    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message<T>(_reader.Next(duration, out var waited, cancellationToken), waited, hint);

    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Equal(_reader.Next(timeout, out var waited, cancellationToken), message, waited, hint);

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Matching<T>(_reader.Next(timeout, out var waited, cancellationToken), (message, _) => isMessage(message), waited, hint);

    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message<T>(_reader.Next(timeout, out var waited, cancellationToken), waited, hint, (message, _) => assert(message));

    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Matching(_reader.Next(timeout, out var waited, cancellationToken), isMessageAndSender, waited, hint);

    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message(_reader.Next(timeout, out var waited, cancellationToken), waited, hint, assertMessageAndSender);

    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Equal(_reader.Next(timeout, out var waited, cancellationToken), expected, comparer, waited, hint);

    public async ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message<T>(await _reader.NextAsync(duration, cancellationToken), _reader.Waited(duration), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Equal(await _reader.NextAsync(timeout, cancellationToken), message, _reader.Waited(timeout), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Matching<T>(await _reader.NextAsync(timeout, cancellationToken), (message, _) => isMessage(message), _reader.Waited(timeout), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message<T>(await _reader.NextAsync(timeout, cancellationToken), _reader.Waited(timeout), hint, (message, _) => assert(message));

    public async ValueTask<T> ExpectMsgAsync<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Matching(await _reader.NextAsync(timeout, cancellationToken), isMessageAndSender, _reader.Waited(timeout), hint);

    public async ValueTask<T> ExpectMsgAsync<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Message(await _reader.NextAsync(timeout, cancellationToken), _reader.Waited(timeout), hint, assertMessageAndSender);

    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.From<T>(_reader.Next(duration, out var waited, cancellationToken), sender, waited, hint);

    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.From<T>(_reader.Next(timeout, out var waited, cancellationToken), sender, waited, hint, actual => _assertions.AssertEqual(message, actual, hint ?? ""));

    /// <summary>Expects one message for each of the given ones, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(RemainingOrDefault, messages);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => _expect.AllOf(ReceiveN(messages.Length, max), messages);

    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default)
    {
        T[] expected = [.. messages];
        return _expect.Matching<T>(_reader.Next(null, out var waited, cancellationToken), (message, _) => expected.Contains(message), waited, $"one of [{string.Join(", ", expected)}]");
    }

    public void ExpectNoMsg(CancellationToken cancellationToken = default) => _reader.Silence(RemainingOrDefault, cancellationToken);

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) => _reader.Silence(Dilated(duration), cancellationToken);

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => _reader.SilenceAsync(RemainingOrDefault, cancellationToken);

    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) => _reader.SilenceAsync(Dilated(duration), cancellationToken);

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Terminated(_reader.Next(timeout, out var waited, cancellationToken), target, waited, hint);

    public async ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Terminated(await _reader.NextAsync(timeout, cancellationToken), target, _reader.Waited(timeout), hint);

    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one is of the type and fits; the others are dropped.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        _reader.Fish(isMessage, max, hint, cancellationToken);

    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        _reader.FishAsync(isMessage, max, hint, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        _reader.Several(numberOfMessages, max, cancellationToken);

    /// <returns>The next message, or null if none comes in time.</returns>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) => _reader.Take(max ?? RemainingOrDefault, cancellationToken)?.Message;

    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await _reader.TakeAsync(max ?? RemainingOrDefault, cancellationToken))?.Message;

    /// <summary>Takes messages as long as the filter makes something of them, with a limit for all and one for the pause between two.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => _reader.While(filter, max, idle, msgs, cancellationToken);

    public object? PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        _inbox.TryTake(max ?? RemainingOrDefault, remove: false, cancellationToken, out var envelope) ? envelope.Message : null;

    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _polling.AwaitAssert(assertion, duration, interval, cancellationToken);

    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _polling.AwaitAssertAsync(Polling.Wrap(assertion), duration, interval, cancellationToken);

    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _polling.AwaitAssertAsync(assertion, duration, interval, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        _polling.AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        _polling.AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        _polling.AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        _polling.AwaitCondition(conditionIsFulfilled, max, interval, message, cancellationToken);

    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        _polling.AwaitConditionAsync(Polling.Wrap(conditionIsFulfilled), null, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        _polling.AwaitConditionAsync(Polling.Wrap(conditionIsFulfilled), max, null, message, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        _polling.AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        _polling.AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        _polling.AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Runs a block that may take so long at most; expectations within it wait no longer than what is left.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(min, max, Polling.WrapSync(action), hint, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var block = _deadlines.Begin(min, max);
        T result;
        try
        {
            result = function();
        }
        finally
        {
            _deadlines.Leave(block);
        }

        _deadlines.Check(block, hint, epsilonValue);
        return result;
    }

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    public async Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var block = _deadlines.Begin(min, max);
        try
        {
            await actionAsync();
        }
        finally
        {
            _deadlines.Leave(block);
        }

        _deadlines.Check(block, hint, epsilonValue);
    }

    protected virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Ends an actor system and waits for it.</summary>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        TestSystem.Shutdown(system, duration ?? Dilated(TimeSpan.FromSeconds(5)), verifySystemShutdown);
}

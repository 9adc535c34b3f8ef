using System.Collections;
using System.Linq.Expressions;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Util;
using Token = System.Threading.CancellationToken;

namespace Akka.TestKit;

/// <summary>
/// An actor system under test with an actor that collects what it gets, for the test to expect. While a test's own code runs, that actor is the sender
/// of what it tells, unless the class is marked <see cref="INoImplicitSender"/>. Waits are in real time, also where the system's scheduler is virtual.
/// Time-outs that aren't given are what is left of the surrounding <c>Within</c>, else <c>akka.test.single-expect-default</c>; those that are given are
/// multiplied by <c>akka.test.timefactor</c>, except of members that say otherwise. What doesn't come in time, or is another, fails the test.
/// </summary>
public abstract class TestKitBase : IActorRefFactory
{
    private static int s_lastNumber;
    private readonly MessageInbox _inbox = new();
    private Deadlines _deadlines = null!;
    private Expectations _expect = null!;
    private MessageReader _reader = null!;

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
        TestAssertions = assertions;
        InitializeTest(system, config, actorSystemName, testActorName);
    }

    public static Config DefaultConfig => TestSystem.DefaultConfig;
    public static Config FullDebugConfig => Configs.TestConfigs.FullDebugConfig;
    public static TimeSpan Now => Deadlines.Now;
    public ActorSystem Sys { get; private set; } = null!;
    public IActorRef TestActor { get; private set; } = null!;
    public TestKitSettings TestKitSettings { get; private set; } = null!;
    public EventFilterFactory EventFilter { get; private set; } = null!;
    public ILoggingAdapter Log { get; private set; } = null!;

    /// <summary>Sender of the message that was received last.</summary>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public IActorRef LastSender => _reader.Last.Sender;
    public object LastMessage => _reader.Last.Message;
    public bool HasMessages => _inbox.HasMessages;
    public TimeSpan Remaining => _deadlines.Remaining;
    public TimeSpan RemainingOrDefault => _deadlines.RemainingOrDefault;
    internal ITestKitAssertions TestAssertions { get; }

    public TimeSpan Dilated(TimeSpan duration) => _deadlines.Dilated(duration);
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? RemainingOrDefault;
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => _deadlines.RemainingOrDilated(duration);
    protected TimeSpan RemainingOr(TimeSpan duration) => _deadlines.RemainingOr(duration);
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, TestAssertions, name);
    public IActorRef CreateTestActor(string name) => TestSystem.StartCollector(Sys, _inbox, name);
    public virtual TestLatch CreateTestLatch(int count = 1) => new(Dilated, TestKitSettings.DefaultTimeout, count);
    public TestBarrier CreateTestBarrier(int count) => new(this, count, TestKitSettings.DefaultTimeout);
    public IActorRef ActorOf(Props props) => Sys.ActorOf(props);
    public virtual IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);
    public IActorRef ActorOf<TActor>() where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>());
    public IActorRef ActorOf<TActor>(string name) where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory) where TActor : ActorBase => Sys.ActorOf(Props.Create(factory));
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string name) where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);
    public IActorRef ActorOf(Action<IActorDsl> configure, string? name = null) => Sys.ActorOf(configure, name);
    public IActorRef ActorOf(Action<IActorDsl, IActorContext> configure, string? name = null) => Sys.ActorOf(configure, name);
    public virtual ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);
    public virtual ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);
    public virtual ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) => Sys.ActorSelection(anchorRef, actorPath);

    /// <summary>An actor that runs on the thread of whoever tells it something, and whose object the test can see.</summary>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef supervisor, string? name = null) where TActor : ActorBase =>
        new(Sys, props, supervisor, name);
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null) where TActor : ActorBase => new(Sys, props, null, name);
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, IActorRef supervisor, string? name = null) where TActor : ActorBase =>
        new(Sys, Props.Create(factory), supervisor, name);
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null) where TActor : ActorBase =>
        new(Sys, Props.Create(factory), null, name);
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(IActorRef supervisor, string? name = null) where TActor : ActorBase, new() =>
        new(Sys, Props.Create<TActor>(), supervisor, name);
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null) where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), null, name);

    /// <summary>A child of the test actor; without a strategy it is stopped when it fails.</summary>
    public IActorRef ChildActorOf(Props props, string name, SupervisorStrategy supervisorStrategy, Token cancellationToken = default) =>
        Held(Spawn(props, name, supervisorStrategy, cancellationToken));
    public IActorRef ChildActorOf(Props props, SupervisorStrategy supervisorStrategy, Token cancellationToken = default) =>
        Held(Spawn(props, null, supervisorStrategy, cancellationToken));
    public IActorRef ChildActorOf(Props props, string name, Token cancellationToken = default) => Held(Spawn(props, name, null, cancellationToken));
    public IActorRef ChildActorOf(Props props, Token cancellationToken = default) => Held(Spawn(props, null, null, cancellationToken));
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, SupervisorStrategy supervisorStrategy, Token cancellationToken = default) =>
        Spawn(props, name, supervisorStrategy, cancellationToken);
    public Task<IActorRef> ChildActorOfAsync(Props props, SupervisorStrategy supervisorStrategy, Token cancellationToken = default) =>
        Spawn(props, null, supervisorStrategy, cancellationToken);
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, Token cancellationToken = default) => Spawn(props, name, null, cancellationToken);
    public Task<IActorRef> ChildActorOfAsync(Props props, Token cancellationToken = default) => Spawn(props, null, null, cancellationToken);

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
    public Task<IActorRef> WatchAsync(IActorRef actorToWatch) => Task.FromResult(Watch(actorToWatch));
    public Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch) => Task.FromResult(Unwatch(actorToUnwatch));
    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new TestActor.SetAutoPilot(pilot), ActorRefs.NoSender);
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new TestActor.SetIgnore(message => shouldIgnoreMessage(message)), ActorRefs.NoSender);
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) => IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));
    public void IgnoreMessages<TMsg>() => IgnoreMessages(static message => message is TMsg);
    public void IgnoreNoMessages() => TestActor.Tell(new TestActor.SetIgnore(null), ActorRefs.NoSender);

    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Message<T>(duration, hint, Hold(cancellationToken)));
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Equal(message, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Matching(isMessage, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Message<T>(timeout, hint, Hold(cancellationToken), (message, _) => assert(message)));
    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Matching(isMessageAndSender, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Message(timeout, hint, Hold(cancellationToken), assertMessageAndSender));
    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Equal(expected, comparer, timeout, hint, Hold(cancellationToken)));
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Message<T>(duration, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Equal(message, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Matching(isMessage, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Message<T>(timeout, hint, Await(cancellationToken), (message, _) => assert(message)));
    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Matching(isMessageAndSender, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Message(timeout, hint, Await(cancellationToken), assertMessageAndSender));
    public ValueTask<T> ExpectMsgAsync<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Equal(expected, comparer, timeout, hint, Await(cancellationToken)));
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(sender, (Action<T>?)null, duration, hint, Hold(cancellationToken)));
    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(sender, message, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsgFrom<T>(IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(sender, isMessage, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsgFrom<T>(IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(sender, assertMessage, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsgFrom<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(isSender, isMessage, timeout, hint, Hold(cancellationToken)));
    public T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.From(assertSender, assertMessage, timeout, hint, Hold(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(sender, (Action<T>?)null, duration, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(sender, message, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(sender, isMessage, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(sender, assertMessage, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(isSender, isMessage, timeout, hint, Await(cancellationToken)));
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.From(assertSender, assertMessage, timeout, hint, Await(cancellationToken)));
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, Token cancellationToken = default) => Held(_expect.AnyOf(messages, Hold(cancellationToken)));
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, Token cancellationToken = default) => new(_expect.AnyOf(messages, Await(cancellationToken)));

    /// <summary>Expects one message for each of the given ones, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => Held(_expect.AllOf(messages, RemainingOrDefault, Hold(default)));
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => ExpectMsgAllOf(max, messages, default(Token));
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, Token cancellationToken = default) =>
        Held(_expect.AllOf(messages, RemainingOrDefault, Hold(cancellationToken)));
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, IReadOnlyCollection<T> messages, Token cancellationToken = default) =>
        Held(_expect.AllOf(messages, DilatedPositive(max), Hold(cancellationToken)));
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, Token cancellationToken = default) =>
        _expect.AllOf(messages, RemainingOrDefault, Await(cancellationToken));
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(TimeSpan max, IReadOnlyCollection<T> messages, Token cancellationToken = default) =>
        _expect.AllOf(messages, DilatedPositive(max), Await(cancellationToken));
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        Held(_expect.AllOf(predicates, RemainingOrDefault, Hold(default)));
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        Held(_expect.AllOf(predicates, DilatedPositive(max), Hold(default)));
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(IReadOnlyCollection<PredicateInfo> predicates, Token cancellationToken) =>
        Held(_expect.AllOf(predicates, RemainingOrDefault, Hold(cancellationToken)));
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, Token cancellationToken) =>
        Held(_expect.AllOf(predicates, DilatedPositive(max), Hold(cancellationToken)));
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(IReadOnlyCollection<PredicateInfo> predicates, Token cancellationToken = default) =>
        _expect.AllOf(predicates, RemainingOrDefault, Await(cancellationToken));
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, Token cancellationToken = default) =>
        _expect.AllOf(predicates, DilatedPositive(max), Await(cancellationToken));
    public void ExpectNoMsg(Token cancellationToken = default) => Held(_reader.Silence(RemainingOrDefault, Hold(cancellationToken)));
    public void ExpectNoMsg(TimeSpan duration, Token cancellationToken = default) => Held(_reader.Silence(Dilated(duration), Hold(cancellationToken)));
    public void ExpectNoMsg(int milliseconds, Token cancellationToken = default) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);
    public ValueTask ExpectNoMsgAsync(Token cancellationToken = default) => new(_reader.Silence(RemainingOrDefault, Await(cancellationToken)));
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, Token cancellationToken = default) => new(_reader.Silence(Dilated(duration), Await(cancellationToken)));
    public ValueTask ExpectNoMsgAsync(int milliseconds, Token cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        Held(_expect.Terminated(target, timeout, hint, Hold(cancellationToken)));
    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, Token cancellationToken = default) =>
        new(_expect.Terminated(target, timeout, hint, Await(cancellationToken)));

    /// <summary>Takes messages until one is of the type and fits; the others are dropped, into the list if there is one.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        Held(_reader.Fish(isMessage, allMessages, max, hint, Hold(cancellationToken)));
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        FishForMessage(isMessage, null, max, hint, cancellationToken);
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        FishForMessage(isMessage, null, max, hint, cancellationToken);
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        new(_reader.Fish(isMessage, allMessages, max, hint, Await(cancellationToken)));
    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        FishForMessageAsync(isMessage, null, max, hint, cancellationToken);
    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", Token cancellationToken = default) =>
        FishForMessageAsync(isMessage, null, max, hint, cancellationToken);

    /// <summary>Takes what comes until time is up; none may be of the type.</summary>
    public Task FishUntilMessageAsync<T>(TimeSpan? max = null, Token cancellationToken = default) => _reader.FishUntil<T>(max, Await(cancellationToken));

    /// <summary>Takes what comes until nothing has come for so long; more than the maximum fail the test.</summary>
    public Task<ArrayList> WaitForRadioSilenceAsync(TimeSpan? max = null, uint? maxMessages = null, Token cancellationToken = default) =>
        _reader.UntilSilence(max, maxMessages, Await(cancellationToken));
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, Token cancellationToken = default) =>
        Held(_reader.Several(numberOfMessages, RemainingOrDefault, Hold(cancellationToken)));
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, Token cancellationToken = default) =>
        Held(_reader.Several(numberOfMessages, DilatedPositive(max), Hold(cancellationToken)));
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, Token cancellationToken = default) =>
        _reader.Several(numberOfMessages, RemainingOrDefault, Await(cancellationToken));
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, Token cancellationToken = default) =>
        _reader.Several(numberOfMessages, DilatedPositive(max), Await(cancellationToken));

    /// <summary>The next message, or null if none comes in time; this and the following take the time as given.</summary>
    public object? ReceiveOne(TimeSpan? max = null, Token cancellationToken = default) => Held(_reader.Take(max, Hold(cancellationToken)))?.Message;
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, Token cancellationToken = default) =>
        (await _reader.Take(max, Await(cancellationToken)))?.Message;
    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, Token cancellationToken = default) =>
        Found(Held(_reader.Take(max, Hold(cancellationToken))), out envelope);
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(TimeSpan? max, Token cancellationToken = default) =>
        (Found(await _reader.Take(max, Await(cancellationToken)), out var envelope), envelope);

    /// <summary>As <see cref="ReceiveOne"/>, but the message stays the next one.</summary>
    public object? PeekOne(TimeSpan? max = null, Token cancellationToken = default) => Held(_reader.Peek(max, Hold(cancellationToken)))?.Message;
    public object? PeekOne(Token cancellationToken) => PeekOne(Timeout.InfiniteTimeSpan, cancellationToken);
    public async ValueTask<object?> PeekOneAsync(TimeSpan? max = null, Token cancellationToken = default) => (await _reader.Peek(max, Await(cancellationToken)))?.Message;
    public ValueTask<object?> PeekOneAsync(Token cancellationToken) => PeekOneAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    public bool TryPeekOne(out MessageEnvelope envelope, TimeSpan? max, Token cancellationToken) =>
        Found(Held(_reader.Peek(max, Hold(cancellationToken))), out envelope);
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, Token cancellationToken) =>
        (Found(await _reader.Peek(max, Await(cancellationToken)), out var envelope), envelope);

    /// <summary>Takes messages as long as the filter makes something of them, with a limit for all and one for the pause between two.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, Token cancellationToken = default) where T : class =>
        ReceiveWhile(filter, max, null, msgs, cancellationToken);
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, Token cancellationToken = default)
        where T : class => ReceiveWhile(filter, max, idle, msgs, cancellationToken);
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, Token cancellationToken = default)
        where T : class => Held(_reader.While(filter, max, idle, msgs, Hold(cancellationToken)));
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true,
        Token cancellationToken = default) where T : class =>
        Held(_reader.While(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, Hold(cancellationToken)));
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue, Token cancellationToken = default) where T : class =>
        ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(TimeSpan? max, TimeSpan? idle, Func<object, T?> filter, int msgs = int.MaxValue, Token cancellationToken = default)
        where T : class => ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, Token cancellationToken = default)
        where T : class => _reader.While(filter, max, idle, msgs, Await(cancellationToken));
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true,
        Token cancellationToken = default) where T : class =>
        _reader.While(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, Await(cancellationToken));

    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, Token cancellationToken = default) =>
        Held(Polling.UntilItHolds(Polling.Wrap(assertion), RemainingOrDilated(duration), interval, Hold(cancellationToken)));
    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, Token cancellationToken = default) =>
        AwaitAssertAsync(Polling.Wrap(assertion), duration, interval, cancellationToken);
    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, Token cancellationToken = default) =>
        Polling.UntilItHolds(assertion, RemainingOrDilated(duration), interval, Await(cancellationToken));
    public void AwaitCondition(Func<bool> conditionIsFulfilled, Token cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, Token cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, Token cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, Token cancellationToken = default) =>
        Held(AwaitTrue(Polling.Wrap(conditionIsFulfilled), max, interval, message, Hold(cancellationToken)));
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, Token cancellationToken = default) =>
        AwaitTrue(Polling.Wrap(conditionIsFulfilled), null, null, null, Await(cancellationToken));
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, string message, Token cancellationToken = default) =>
        AwaitTrue(Polling.Wrap(conditionIsFulfilled), max, null, message, Await(cancellationToken));
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, Token cancellationToken = default) =>
        AwaitTrue(Polling.Wrap(conditionIsFulfilled), max, interval, message, Await(cancellationToken));
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, Token cancellationToken = default) =>
        AwaitTrue(conditionIsFulfilled, null, null, null, Await(cancellationToken));
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, Token cancellationToken = default) =>
        AwaitTrue(conditionIsFulfilled, max, null, null, Await(cancellationToken));
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, Token cancellationToken = default) =>
        AwaitTrue(conditionIsFulfilled, max, null, message, Await(cancellationToken));
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, Token cancellationToken = default) =>
        AwaitTrue(conditionIsFulfilled, max, interval, message, Await(cancellationToken));

    /// <summary>Whether the condition came true in so much time, which is taken as given.</summary>
    public bool AwaitConditionNoThrow(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, Token cancellationToken = default) =>
        Held(Polling.UntilTrue(Polling.Wrap(conditionIsFulfilled), max, interval, Hold(cancellationToken)));
    public Task<bool> AwaitConditionNoThrowAsync(Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, Token cancellationToken = default) =>
        Polling.UntilTrue(Polling.Wrap(conditionIsFulfilled), max, interval, Await(cancellationToken));
    public Task<bool> AwaitConditionNoThrowAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, Token cancellationToken = default) =>
        Polling.UntilTrue(conditionIsFulfilled, max, interval, Await(cancellationToken));

    /// <summary>Runs a block that may take so long at most; expectations within it wait no longer than what is left, unless they say otherwise.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);
    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        Held(_deadlines.Within(min, max, Polling.WrapResult(action), hint, epsilonValue));
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);
    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        Held(_deadlines.Within(min, max, () => Task.FromResult(function()), hint, epsilonValue));
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);
    public Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        _deadlines.Within(min, max, Polling.WrapResult(actionAsync), hint, epsilonValue);
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);
    public Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, Token cancellationToken = default) =>
        _deadlines.Within(min, max, function, hint, epsilonValue);

    protected void InitializeTest(ActorSystem? system, Config config, string? actorSystemName, string? testActorName) =>
        InitializeTest(system, ActorSystemSetup.Empty.And(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName);

    protected virtual void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        Sys = system ?? TestSystem.Create(config, actorSystemName ?? "test");
        if (!Sys.HasExtension<TestKitAssertionsProvider>()) Sys.RegisterExtension(new TestKitAssertionsExtension(TestAssertions));
        TestKitSettings = TestKitExtension.For(Sys);
        _deadlines = new Deadlines(TestKitSettings, TestAssertions);
        _reader = new MessageReader(_inbox, _deadlines, TestAssertions);
        _expect = new Expectations(_reader, _deadlines, TestAssertions);
        Log = Logging.GetLogger(Sys, GetType());
        EventFilter = new EventFilterFactory(this);
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref s_lastNumber)}");
        if (this is not TestProbe) ImplicitSender.Use(this is INoImplicitSender ? null : TestSystem.CellOf(TestActor));
    }

    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Ends an actor system and waits for it.</summary>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        TestSystem.Shutdown(system, duration ?? Dilated(TimeSpan.FromSeconds(5)), verifySystemShutdown);

    private static Patience Hold(Token cancellationToken) => Patience.Holding(cancellationToken);
    private static Patience Await(Token cancellationToken) => Patience.Awaiting(cancellationToken);
    private static void Held(Task completed) => completed.GetAwaiter().GetResult();
    private static T Held<T>(Task<T> completed) => completed.GetAwaiter().GetResult();
    private static List<T> Held<T>(IAsyncEnumerable<T> completed) => completed.ToBlockingEnumerable().ToList();
    private static bool Found(MessageEnvelope? envelope, out MessageEnvelope result) => (result = envelope ?? NullMessageEnvelope.Instance) is not NullMessageEnvelope;
    private TimeSpan DilatedPositive(TimeSpan max) => Dilated(Deadlines.EnsurePositive(max, nameof(max)));

    private Task<bool> AwaitTrue(Func<Task<bool>> condition, TimeSpan? max, TimeSpan? interval, string? message, Patience patience) =>
        Polling.UntilTrueOrFail(condition, RemainingOrDilated(max), interval, TestAssertions.Fail, message, Log, patience);

    private Task<IActorRef> Spawn(Props props, string? name, SupervisorStrategy? strategy, Token cancellationToken) =>
        TestActor.Ask<IActorRef>(
            new TestActor.Spawn(props, Option<string>.Create(name!), Option<SupervisorStrategy>.Create(strategy!)), TestKitSettings.DefaultTimeout, cancellationToken);
}

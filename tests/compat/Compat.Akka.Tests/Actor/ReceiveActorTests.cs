using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

public sealed class ReceiveActorTests : SystemFixture
{
    [Theory]
    [InlineData(5, "small 5")]
    [InlineData(50, "number 50")]
    [InlineData("text", "text text")]
    [InlineData(1.5, "any 1.5")]
    public async Task Receive_SeveralHandlers_TheFirstThatFitsTakesIt(object message, string expected)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Many()));
        Assert.Equal(expected, await actor.Ask<string>(message, Patience));
    }

    [Fact]
    public async Task Receive_NoHandlerFits_PublishesUnhandledMessage()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new Stacked()));
        actor.Tell(1.5, Inbox);
        var unhandled = await Next<UnhandledMessage>();
        Assert.Equal((1.5, Inbox, actor), (unhandled.Message, unhandled.Sender, unhandled.Recipient));
    }

    [Fact]
    public async Task BecomeStacked_Unbecome_GoesBack()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stacked()));
        foreach (string message in new[] { "push", "name", "push", "name", "pop", "name", "pop", "name" }) actor.Tell(message, Inbox);
        await ExpectNext("upper", "upper", "upper", "bottom");
    }

    [Fact]
    public async Task Become_Twice_ReplacesTheBehaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stacked()));
        foreach (string message in new[] { "become", "name", "pop", "name" }) actor.Tell(message, Inbox);
        await ExpectNext("upper", "bottom");
    }

    [Fact]
    public async Task Become_InTheConstructor_IsTheFirstBehaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BecomesAtOnce()));
        Assert.Equal("second", await actor.Ask<string>("hi", Patience));
    }

    [Fact]
    public async Task Receive_AfterReceiveAny_Throws()
    {
        var failed = new TaskCompletionSource<Exception>();
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(error =>
        {
            failed.TrySetResult(error);
            return Directive.Stop;
        })));
        await parent.Child(Props.Create(() => new Unreachable()));
        Exception error = await failed.Task.WaitAsync(Patience);
        Assert.Contains(Causes(error), cause => cause is InvalidOperationException);
    }

    [Fact]
    public async Task Restart_GoesBackToTheFirstBehaviour()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Stacked()));
        foreach (object message in new object[] { "become", "name", new InvalidOperationException("boom"), "name" }) actor.Tell(message, Inbox);
        await ExpectNext("upper", "bottom");
    }

    [Fact]
    public void New_OutsideOfASystem_Throws()
    {
        // On a thread of its own: a test kit makes its thread run as the test actor.
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => new Stacked()));
        thread.Start();
        thread.Join();
        Assert.IsType<ActorInitializationException>(error);
    }

    [Fact]
    public void Create_NoConstructorCall_Throws() => Assert.Throws<InvalidCastException>(() => Props.Create(() => Make()));

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }

    private static Stacked Make() => new();

    private sealed class Many : ReceiveActor
    {
        public Many()
        {
            Receive<int>(number => Sender.Tell($"small {number}"), number => number < 10);
            Receive<double>(_ => false);
            Receive<int>(number => Sender.Tell($"number {number}"));
            var type = typeof(string);
            Receive(type, text => Sender.Tell($"text {text}"));
            ReceiveAny(other => Sender.Tell($"any {other}"));
        }
    }

    private sealed class Stacked : ReceiveActor
    {
        public Stacked()
        {
            Receive<string>(_ => BecomeStacked(Upper), text => text == "push");
            Receive<string>(_ => Become(Upper), text => text == "become");
            Receive<string>(_ => Sender.Tell("bottom"), text => text == "name");
        }

        private void Upper()
        {
            Receive<string>(_ => BecomeStacked(Upper), text => text == "push");
            Receive<string>(_ => UnbecomeStacked(), text => text == "pop");
            Receive<string>(_ => Sender.Tell("upper"), text => text == "name");
            Receive<Exception>(error => throw error);
        }
    }

    private sealed class BecomesAtOnce : ReceiveActor
    {
        public BecomesAtOnce()
        {
            Receive<string>(_ => Sender.Tell("first"));
            Become(() => Receive<string>(_ => Sender.Tell("second")));
        }
    }

    private sealed class Unreachable : ReceiveActor
    {
        public Unreachable()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }
}

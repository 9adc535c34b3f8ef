using Akka.Actor;
using Akka.Actor.Dsl;

namespace Compat.Akka.Tests.Actor;

/// <summary>Actors that a lambda sets up.</summary>
public sealed class DslTests : SystemFixture
{
    [Fact]
    public async Task Receive_FirstThatFitsTakesTheMessage()
    {
        var actor = Sys.ActorOf(dsl =>
        {
            dsl.Receive<int>(number => number < 5, (number, context) => context.Sender.Tell($"small {number}"));
            dsl.Receive<int>((number, context) => context.Sender.Tell($"middling {number}"), number => number < 9);
            dsl.ReceiveAsync<int>(async (number, context) =>
            {
                await Task.Yield();
                context.Sender.Tell($"large {number}");
            });
            dsl.ReceiveAny((message, context) => context.Sender.Tell($"any {message}"));
        });
        foreach (object message in new object[] { 1, 6, 10, "x" }) actor.Tell(message, Inbox);
        await ExpectNext("small 1", "middling 6", "large 10", "any x");
    }

    [Fact]
    public async Task Hooks_AreCalledInPlaceOfTheDefaults()
    {
        var actor = Sys.ActorOf((dsl, _) =>
        {
            dsl.OnPreStart = _ => Inbox.Tell("start");
            dsl.OnPostStop = _ => Inbox.Tell("stop");
            dsl.OnPreRestart = (error, message, context) =>
            {
                Inbox.Tell($"{error.Message} {message} {context.Sender.Equals(Inbox)}");
                dsl.DefaultPreRestart(error, message);
            };
            dsl.OnPostRestart = (error, _) => dsl.DefaultPostRestart(error);
            dsl.Receive<string>((_, _) => throw new ArithmeticException("boom"));
        });
        actor.Tell("hello", Inbox);
        await ExpectNext("start", "boom hello True", "stop", "start");
    }

    [Fact]
    public async Task Strategy_DecidesAboutTheChildren()
    {
        var parent = Sys.ActorOf(dsl =>
        {
            dsl.Strategy = SupervisorStrategy.StoppingStrategy;
            var child = dsl.ActorOf(inner => inner.ReceiveAny((_, _) => throw new ArithmeticException()), "child");
            dsl.ReceiveAny((message, context) => child.Forward(message));
            Inbox.Tell(child);
        });
        var gone = (await Next<IActorRef>()).WatchAsync();
        parent.Tell("fail");
        Assert.True(await gone.WaitAsync(Patience));
    }

    [Fact]
    public async Task Become_AndBack()
    {
        var actor = Sys.ActorOf(dsl => dsl.ReceiveAny((message, context) =>
        {
            context.Sender.Tell($"first {message}");
            dsl.BecomeStacked((other, inner) =>
            {
                inner.Sender.Tell($"second {other}");
                dsl.UnbecomeStacked();
            });
        }));
        foreach (int number in new[] { 1, 2, 3 }) actor.Tell(number, Inbox);
        await ExpectNext("first 1", "second 2", "first 3");
    }
}

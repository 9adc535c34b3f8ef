using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

public sealed class DeathWatchTests : SystemFixture
{
    [Fact]
    public async Task Watch_SubjectStops_SendsTerminated()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        await watcher.Ask("watch", subject);
        Sys.Stop(subject);
        var terminated = await Next<Gone>();
        Assert.Equal(subject, terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public async Task Watch_DeadActor_SendsTerminatedAtOnce()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        await subject.GracefulStop(Patience);
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        await watcher.Ask("watch", subject);
        Assert.False((await Next<Gone>()).ExistenceConfirmed);
    }

    [Fact]
    public async Task WatchWith_SubjectStops_SendsThatMessage()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        await watcher.Ask("watch-with", subject);
        Sys.Stop(subject);
        await ExpectNext("gone");
    }

    [Fact]
    public async Task Unwatch_BeforeTheEnd_SendsNothing()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        await watcher.Ask("watch", subject);
        await watcher.Ask("unwatch", subject);
        await subject.GracefulStop(Patience);
        await watcher.Ask("nothing", subject);
        await ExpectNothing();
    }

    [Fact]
    public async Task Unwatch_NoticeAlreadyInTheMailbox_DropsIt()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        using var gate = new ManualResetEventSlim();
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        await watcher.Ask("watch", subject);
        var began = new TaskCompletionSource();
        var blocked = watcher.Do(context =>
        {
            began.SetResult();
            return gate.Wait(Patience);
        });
        // Else the notice could come before all this.
        await began.Task.WaitAsync(Patience);
        var other = subject.WatchAsync();
        Sys.Stop(subject);
        await other;
        watcher.Tell(("unwatch", subject), Inbox);
        gate.Set();
        Assert.True(await blocked);

        // The watcher learns of the end before or after it takes the request; in both cases the notice must not arrive.
        Assert.Equal("ok", await Next());
        await watcher.Ask("nothing", subject);
        await ExpectNothing();
    }

    [Fact]
    public async Task Terminated_Unhandled_FailsTheWatcherWithDeathPact()
    {
        var seen = new TaskCompletionSource<Exception>();
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(error =>
        {
            seen.TrySetResult(error);
            return Directive.Stop;
        })));
        var watcher = await parent.Child(Scripted.Props());
        var subject = Sys.ActorOf(Scripted.Props());
        await watcher.Do(context => context.Watch(subject));
        Sys.Stop(subject);
        Assert.Equal(subject, Assert.IsType<DeathPactException>(await seen.Task.WaitAsync(Patience)).DeadActor);
    }

    [Fact]
    public async Task Watch_Child_RemovesItBeforeTheNotice()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Watcher(Inbox)));
        var child = await parent.Ask<IActorRef>("child", Patience);
        Sys.Stop(child);
        Assert.Equal(child, (await Next<Gone>()).ActorRef);
        Assert.Equal(0, await parent.Ask<int>("children", Patience));
    }

    [Fact]
    public async Task Tell_ToADeadActor_BecomesADeadLetter()
    {
        var actor = Sys.ActorOf(Scripted.Props());
        await actor.GracefulStop(Patience);
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        actor.Tell("late", Inbox);
        var letter = await Next<DeadLetter>();
        Assert.Equal(("late", Inbox, actor), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact]
    public async Task Stop_MessagesInTheMailbox_BecomeDeadLetters()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Scripted.Props());
        var blocked = actor.Do(context =>
        {
            gate.Wait(Patience);
            context.Stop(context.Self);
            return true;
        });
        actor.Tell("one");
        actor.Tell("two");
        gate.Set();
        Assert.True(await blocked);
        Assert.Equal("one", (await Next<DeadLetter>()).Message);
        Assert.Equal("two", (await Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Stop_UnderLoad_HandlesEachMessageOrMakesItADeadLetter()
    {
        const int Total = 40_000;
        int handled = 0;
        var counter = new Counter(Total);
        Sys.EventStream.Subscribe(Sys.ActorOf(Props.Create(() => new CountingActor(counter))), typeof(DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new CountingActor(counter)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int index = 0; index < Total / 4; index++)
            {
                actor.Tell(index);
                if (Interlocked.Increment(ref handled) == Total / 2) Sys.Stop(actor);
            }
        })));
        await counter.Reached.WaitAsync(Patience);
    }

    private sealed class Counter(int goal)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Reached => _reached.Task;

        public void Add()
        {
            if (Interlocked.Increment(ref _count) == goal) _reached.SetResult();
        }
    }

    private sealed class CountingActor(Counter counter) : UntypedActor
    {
        protected override void OnReceive(object message) => counter.Add();
    }

    /// <summary>A notice as its receiver saw it; a notice itself only reaches those who watch.</summary>
    private sealed record Gone(IActorRef ActorRef, bool ExistenceConfirmed, bool AddressTerminated);

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef report)
        {
            Receive<(string What, IActorRef Subject)>(message =>
            {
                switch (message.What)
                {
                    case "watch":
                        Context.Watch(message.Subject);
                        break;
                    case "watch-with":
                        Context.WatchWith(message.Subject, "gone");
                        break;
                    case "unwatch":
                        Context.Unwatch(message.Subject);
                        break;
                }

                Sender.Tell("ok");
            });
            Receive<Scripted.Step>(step => step(Context));
            Receive<string>(_ => Sender.Tell(Context.Watch(Context.ActorOf(Scripted.Props()))), text => text == "child");
            Receive<string>(_ => Sender.Tell(Context.GetChildren().Count()), text => text == "children");
            Receive<Terminated>(terminated => report.Tell(new Gone(terminated.ActorRef, terminated.ExistenceConfirmed, terminated.AddressTerminated)));
            Receive<string>(report.Tell);
        }
    }
}

internal static class WatcherExtensions
{
    public static Task Ask(this IActorRef watcher, string what, IActorRef subject) => watcher.Ask<string>((what, subject), TimeSpan.FromSeconds(10));
}

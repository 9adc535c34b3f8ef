using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class WatchTwiceTests : SystemFixture
{
    private const string First = "first";

    public static TheoryData<string, string> Twice => new()
    {
        { "watch watch", "terminated" },
        { "watch with", "terminated" },
        { "with watch", First },
        { "with other", First },
        { "with with", First },
        { "with unwatch other", "other" },
        { "watch unwatch", "" },
        { "unwatch", "" },
    };

    [Theory]
    [MemberData(nameof(Twice))]
    public async Task Watch_SeveralTimes_TheFirstCounts(string steps, string expected)
    {
        var subject = Sys.ActorOf(Scripted.Props());
        var watcher = Sys.ActorOf(Recorder.Props(Inbox, null, (self, message) => self.Report(message is Terminated ? "terminated" : message)));
        await ExpectNext("PreStart");
        await watcher.Do(context =>
        {
            foreach (string step in steps.Split(' ')) Apply(context, step, subject);
            return true;
        });
        await subject.GracefulStop(Patience);
        if (expected.Length > 0) await ExpectNext(expected);
        await watcher.Do(_ => true);
        await ExpectNothing();
    }

    [Fact]
    public async Task Watch_Nothing_Throws()
    {
        var watcher = Sys.ActorOf(Scripted.Props());
        await Assert.ThrowsAsync<ArgumentNullException>(() => watcher.Do(context => context.Watch(null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => watcher.Do(context => context.WatchWith(watcher, null!)));
    }

    [Fact]
    public async Task WatchAsync_Cancelled_IsFalse()
    {
        using var cancellation = new CancellationTokenSource();
        var watched = Sys.ActorOf(Scripted.Props()).WatchAsync(cancellation.Token);
        cancellation.Cancel();
        Assert.False(await watched.WaitAsync(Patience));
    }

    [Fact]
    public async Task Terminated_StashedAndUnstashed_ComesAgain()
    {
        var subject = Sys.ActorOf(Scripted.Props());
        bool stashed = false;
        var watcher = Sys.ActorOf(Recorder.Props(Inbox, null, (self, message) =>
        {
            self.Report(message is Terminated gone && gone.ActorRef.Equals(subject) ? "terminated" : message);
            if (stashed) return;
            stashed = true;
            self.Stash.Stash();
            self.Stash.UnstashAll();
        }));
        await watcher.Do(context => context.Watch(subject));
        await subject.GracefulStop(Patience);
        await ExpectNext("PreStart", "terminated", "terminated");
    }

    [Fact]
    public async Task Watch_WhoAsks_EndsWithTheAnswer()
    {
        var watcher = Sys.ActorOf(Recorder.Props(Inbox, null, static (self, message) => self.Report(message is Terminated gone ? ("terminated", gone.ExistenceConfirmed) : message)));
        var question = new TaskCompletionSource<IActorRef>();
        var answer = Sys.ActorOf(Recorder.Props(Inbox, null, (self, _) => question.SetResult(self.Asker))).Ask<string>("question", Patience);
        var asker = await question.Task.WaitAsync(Patience);
        await watcher.Do(context => context.Watch(asker));
        asker.Tell("answer");
        Assert.Equal("answer", await answer);
        await ExpectNext("PreStart", "PreStart", ("terminated", true));
        await watcher.Do(context => context.Watch(asker));
        await ExpectNext(("terminated", true));
    }

    private static void Apply(IActorContext context, string step, IActorRef subject)
    {
        switch (step)
        {
            case "watch":
                context.Watch(subject);
                break;
            case "with":
                context.WatchWith(subject, First);
                break;
            case "other":
                context.WatchWith(subject, "other");
                break;
            case "unwatch":
                context.Unwatch(subject);
                break;
        }
    }
}

using Akka.Actor;
using Akka.Event;

namespace Compat.Akka.Tests.Actor;

public sealed class CreateAgainTests() : SystemFixture("akka.loglevel = ERROR\nakka.loggers = []")
{
    [Theory]
    [InlineData(Directive.Restart, "Changing Recreate into Create after ")]
    [InlineData(Directive.Resume, "Changing Resume into Create after ")]
    public async Task StartFails_GoesOnAllTheSame_IsCreatedAgainAndSaysSo(Directive directive, string expected)
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Error));
        int starts = 0;
        var parent = Sys.ActorOf(Scripted.Props(strategy: new OneForOneStrategy(-1, -1, _ => directive, loggingEnabled: false)));
        var child = await parent.Child(Recorder.Props(Inbox, onStart: _ =>
        {
            if (starts++ == 0) throw new NotSupportedException();
        }));
        await ExpectNext("PreStart");
        Assert.StartsWith($"{expected}{child}: Akka.Actor.ActorInitializationException", (await Next<Error>()).Message.ToString(), StringComparison.Ordinal);
        await ExpectNext("PreStart");
    }
}

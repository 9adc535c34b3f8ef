using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence;

/// <summary>When a persistent actor may declare handlers.</summary>
public sealed class HandlerRuleTests() : global::Akka.TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(SqlHocon.InMemory))
{
    [Fact]
    public void Handler_AfterOneForEverything_IsRefused()
    {
        Assert.Equal("refused", Declaring(static actor => actor.ForEverything(typed: false), static actor => actor.ForNumbers()));
        Assert.Equal("refused", Declaring(static actor => actor.ForEverything(typed: true), static actor => actor.ForNumbers()));
        Assert.Equal("refused", Declaring(static actor => actor.ForEveryEvent(), static actor => actor.ForNumberEvents()));
        Assert.Equal("declared", Declaring(static actor => actor.ForEverythingThat(_ => false), static actor => actor.ForNumbers()));
        Assert.Equal("declared", Declaring(static actor => actor.ForEverything(typed: true), static actor => actor.ForNumberEvents()));
    }

    [Fact]
    public void Handler_WhileACommandIsHandled_IsRefusedButInBecome()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Declarer(TestActor, static self => self.OnText(), null)));

        actor.Tell("now");
        Assert.Equal(["refused", "refused", "refused", "declared"], ReceiveN(4));

        actor.Tell(5);
        ExpectMsg(5);
    }

    private string Declaring(params Action<Declarer>[] declarations)
    {
        Sys.ActorOf(Props.Create(() => new Declarer(TestActor, declarations[0], declarations[1])));
        return ExpectMsg<string>();
    }

    private sealed class Declarer : ReceivePersistentActor
    {
        private readonly IActorRef _test;

        public Declarer(IActorRef test, Action<Declarer> first, Action<Declarer>? then)
        {
            _test = test;
            first(this);
            if (then is not null) Try(() => then(this));
        }

        public override string PersistenceId => "declarer";

        public void ForNumbers() => Command<int>(number => _test.Tell(number));

        public void ForNumberEvents() => Recover<int>(_ => { });

        public void ForEverything(bool typed)
        {
            if (typed) Command<object>(_ => { });
            else CommandAny(_ => { });
        }

        public void ForEverythingThat(Predicate<object> shouldHandle) => Command(_ => { }, shouldHandle);

        public void ForEveryEvent() => Recover<object>(_ => { });

        public void OnText() => Command<string>(_ =>
        {
            Try(ForNumbers);
            Try(ForNumberEvents);
            Become(() =>
            {
                Try(ForNumberEvents);
                Try(ForNumbers);
            });
        });

        private void Try(Action declare)
        {
            try
            {
                declare();
                _test.Tell("declared");
            }
            catch (InvalidOperationException)
            {
                _test.Tell("refused");
            }
        }
    }
}

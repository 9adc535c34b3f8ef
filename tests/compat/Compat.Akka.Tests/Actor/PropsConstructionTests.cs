using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class PropsConstructionTests : SystemFixture
{
    [Fact]
    public void Constructors_NoType_SayWhich()
    {
        Type none = null!;
        object[] nothing = [];
        var strategy = SupervisorStrategy.DefaultStrategy;
        Assert.Throws<ArgumentNullException>("type", () => new Props(none));
        Assert.Throws<ArgumentNullException>("type", () => new Props(none, nothing));
        Assert.Throws<ArgumentNullException>("type", () => new Props(none, strategy, nothing));
        Assert.Throws<ArgumentNullException>("type", () => new Props(none, strategy, nothing.AsEnumerable()));
        Assert.Throws<ArgumentNullException>("type", () => new Props(Deploy.Local, none, nothing.AsEnumerable()));
        Assert.Throws<ArgumentException>("type", () => new Props(typeof(string)));
    }

    [Fact]
    public void Constructors_KeepWhatTheyGet()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Stop);
        Assert.Same(strategy, new Props(typeof(Named), strategy, "a").SupervisorStrategy);
        Assert.Equal("far", new Props(new Deploy().WithDispatcher("far"), typeof(Named), "a").Dispatcher);
        Assert.Equal(["a"], new Props(typeof(Named), ["a"]).Arguments);
        Assert.Empty(new Props(typeof(Named), (object[])null!).Arguments);
        Assert.Empty(Props.Create(typeof(Named), (object[])null!).Arguments);
    }

    [Fact]
    public async Task CreateBy_ProducerBuildsEachIncarnationAndGetsItBack()
    {
        var props = Props.CreateBy<Producer>("made");
        Assert.Equal((typeof(Named), "made"), (props.Type, props.Arguments.Single()));
        var actor = Sys.ActorOf(props);
        Assert.Equal("made", await actor.Ask<string>("name", Patience));
        actor.Tell(new ArithmeticException());
        Assert.Equal("made", await actor.Ask<string>("name", Patience));
        Assert.Equal(1, await actor.Ask<int>("released", Patience));
    }

    private sealed class Producer(string name) : IIndirectActorProducer
    {
        private int _released;

        public Type ActorType => typeof(Named);

        public ActorBase Produce() => new Named(name, () => _released);

        public void Release(ActorBase actor) => _released++;
    }

    private sealed class Named(string name, Func<int>? released = null) : ReceiveActor
    {
        protected override bool AroundReceive(Receive receive, object message)
        {
            if (message is Exception error) throw error;
            Sender.Tell(message is "name" ? name : released!());
            return true;
        }
    }
}

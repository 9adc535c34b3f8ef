using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Compat.Akka.Tests.Actor;

public sealed class ActorSystemTests
{
    private const string Silent = "akka.loglevel = OFF\nakka.stdout-loglevel = OFF\n";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Terminate_StopsAllActorsThenRunsTheCallbacks()
    {
        var system = ActorSystem.Create("sys", Silent);
        var order = new List<string>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.RegisterOnTermination(() =>
        {
            order.Add("first registered");
            last.SetResult();
        });
        system.RegisterOnTermination(() => order.Add("last registered"));
        var actor = system.ActorOf(Scripted.Props());
        var gone = actor.WatchAsync();
        await system.Terminate().WaitAsync(_patience);
        Assert.True(await gone);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        await last.Task.WaitAsync(_patience);
        Assert.Equal(["last registered", "first registered"], order);
        await system.Terminate().WaitAsync(_patience);
    }

    [Fact]
    public void StartTime_IsOfTheDay_UptimeSince()
    {
        using var system = ActorSystem.Create("sys", Silent);
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch - system.StartTime, TimeSpan.FromSeconds(-1), _patience);
        Assert.InRange(system.Uptime, TimeSpan.Zero, _patience);
    }

    [Fact]
    public void Settings_AreThoseOfTheReference()
    {
        using var system = ActorSystem.Create("sys", Silent);
        var settings = system.Settings;
        Assert.Equal("Akka.Actor.LocalActorRefProvider", settings.ProviderClass);
        Assert.Equal("akka.actor.default-dispatcher", settings.LoggersDispatcher);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.SchedulerShutdownTimeout);
        Assert.NotEmpty(settings.ConfigVersion);
    }

    [Fact]
    public async Task GetExtension_NotRegistered_IsNull()
    {
        var system = ActorSystem.Create("sys", Silent);
        var id = new CounterId();
        Assert.Null(system.GetExtension(id));
        Assert.Null(system.WithExtension<Counter>());
        Assert.NotNull(system.WithExtension<Counter>(typeof(CounterId)));
        Assert.Same(system.GetExtension(id), system.WithExtension<Counter>(typeof(CounterId)));
        await system.Terminate().WaitAsync(_patience);
    }

    [Fact]
    public async Task ActorOf_AfterTermination_Throws()
    {
        var system = ActorSystem.Create("sys", Silent);
        await system.Terminate().WaitAsync(_patience);
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Scripted.Props()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("-a")]
    public void Create_MalformedName_Throws(string name) => Assert.ThrowsAny<ArgumentException>(() => ActorSystem.Create(name, Silent));

    [Fact]
    public void Create_Config_WinsOverTheReference()
    {
        using var system = ActorSystem.Create("sys", ConfigurationFactory.ParseString(Silent + "akka.actor.default-dispatcher.throughput = 3"));
        Assert.Equal(3, system.Settings.Config.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("10ms", system.Settings.Config.GetString("akka.scheduler.tick-duration"));
        Assert.Equal("sys", system.Name);
    }

    [Fact]
    public void Create_Setups_AreFound()
    {
        var setup = BootstrapSetup.Create().WithConfig(Silent + "my.key = 1").And(new MySetup("hello"));
        using var system = ActorSystem.Create("sys", setup);
        Assert.Equal(1, system.Settings.Config.GetInt("my.key"));
        Assert.Equal("hello", system.Settings.Setup.Get<MySetup>().Value.Text);
        Assert.False(system.Settings.Setup.Get<OtherSetup>().HasValue);
    }

    [Fact]
    public void Extensions_ById_AreMadeOncePerSystem()
    {
        using var system = ActorSystem.Create("sys", Silent);
        Assert.False(system.HasExtension<Counter>());
        var counter = new CounterId().Apply(system);
        Assert.Same(counter, system.WithExtension<Counter, CounterId>());
        Assert.Same(counter, system.GetExtension<Counter>());
        Assert.True(system.TryGetExtension<Counter>(out var found));
        Assert.Same(counter, found);
        Assert.Same(system, counter.System);
    }

    [Fact]
    public void Extensions_Listed_AreMadeAtStart()
    {
        using var system = ActorSystem.Create("sys", Silent + $"akka.extensions = [\"{typeof(CounterId).AssemblyName()}\"]");
        Assert.True(system.HasExtension<Counter>());
    }

    [Fact]
    public void SystemActorOf_LivesBelowSystem()
    {
        using var system = ActorSystem.Create("sys", Silent);
        var actor = ((ExtendedActorSystem)system).SystemActorOf(Scripted.Props(), "service");
        Assert.Equal("akka://sys/system/service", actor.Path.ToString());
    }

    [Fact]
    public async Task ActorOf_WithoutAName_GivesEachItsOwn()
    {
        using var system = ActorSystem.Create("sys", Silent);
        var names = Enumerable.Range(0, 200).Select(_ => system.ActorOf(Props.Empty).Path.Name).ToHashSet();
        Assert.Equal(200, names.Count);
        Assert.All(names, name => Assert.StartsWith("$", name, StringComparison.Ordinal));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Props_ExpressionArguments_AreComputedOnce()
    {
        using var system = ActorSystem.Create("sys", Silent);
        int computed = 0;
        var count = () => ++computed;
        var props = Props.Create(() => new Holder(count()));
        Assert.Equal(1, await system.ActorOf(props).Ask<int>("value", _patience));
        Assert.Equal(1, await system.ActorOf(props).Ask<int>("value", _patience));
        Assert.Equal(7, await system.ActorOf(Props.Create<Holder>(7)).Ask<int>("value", _patience));
    }

    private sealed class MySetup(string text) : Setup
    {
        public string Text { get; } = text;
    }

    private sealed class OtherSetup : Setup;

    public sealed class Counter(ActorSystem system) : IExtension
    {
        public ActorSystem System { get; } = system;
    }

    public sealed class CounterId : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new(system);
    }

    private sealed class Holder(int value) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(value);
    }
}

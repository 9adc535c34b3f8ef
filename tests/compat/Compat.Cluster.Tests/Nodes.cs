using Akka.Actor;
using Akka.Configuration;

namespace Compat.Cluster.Tests;

/// <summary>The systems of one test, which end with it.</summary>
[Collection(Engine.Collection)]
public abstract class Nodes(Engine engine) : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly List<ActorSystem> _systems = [];

    protected Engine Engine { get; } = engine;

    /// <summary>Of this test alone.</summary>
    protected string Prefix { get; } = $"t{Guid.NewGuid():N}"[..12];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in Enumerable.Reverse(_systems)) await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }

    protected ActorSystem Start(string provider, string hocon = "", string name = "nodes")
    {
        var config = ConfigurationFactory.ParseString($"{hocon}\nakka.actor.provider = {provider}\nakka.loglevel = WARNING\nakka.stdout-loglevel = OFF\nakka.loggers = []\nakka.log-dead-letters = off\nakka.coordinated-shutdown.run-by-clr-shutdown-hook = off")
            .WithFallback(ConfigurationFactory.ParseString(LetterSerializer.Hocon)).WithFallback(Engine.Node(Prefix));
        var system = ActorSystem.Create(name, config);
        _systems.Add(system);
        return system;
    }

    protected static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;

    /// <summary>A reference to an actor of <paramref name="of"/> as another system sees it.</summary>
    protected static IActorRef Seen(IActorRef actor, ActorSystem of, ActorSystem by) =>
        ((ExtendedActorSystem)by).Provider.ResolveActorRef(actor.Path.ToSerializationFormatWithAddress(AddressOf(of)));

    /// <summary>Waits until a condition holds.</summary>
    protected static async Task Until(Func<bool> condition, string what, TimeSpan? patience = null)
    {
        var deadline = DateTime.UtcNow + (patience ?? Patience);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Not within {patience ?? Patience}: {what}.");
            await Task.Delay(20);
        }
    }
}

using Akka.Configuration;

namespace Compat.Cluster.Tests;

/// <summary>What carries messages between the tests' nodes: our broker, or the real library's TCP. One for all tests.</summary>
public sealed class Engine : IAsyncLifetime
{
    public const string Collection = "engine";

#if UPSTREAM
    public static string? Missing => null;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <param name="prefix">Tells the nodes of one test from those of others.</param>
    public Config Node(string prefix) => ConfigurationFactory.ParseString("""
        akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        akka.remote.watch-failure-detector.acceptable-heartbeat-pause = 3s
        """);
#else
    public static string? Missing => Amqp.RabbitServer.Program is null ? "RabbitMQ is not installed (package rabbitmq-server)." : null;

    internal Amqp.RabbitServer Broker { get; } = new();

    public Task InitializeAsync() => Missing is null ? Broker.StartAsync() : Task.CompletedTask;

    public Task DisposeAsync() => Broker.StopAsync();

    /// <param name="prefix">Tells the nodes of one test from those of others.</param>
    public Config Node(string prefix) => ConfigurationFactory.ParseString($$"""
        akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        akka.remote.watch-failure-detector.acceptable-heartbeat-pause = 3s
        akka.remote.amqp {
          uri = "amqp://guest:guest@127.0.0.1:{{Broker.Port}}/"
          prefix = "{{prefix}}"
        }
        """);
#endif
}

[CollectionDefinition(Engine.Collection)]
public sealed class EngineCollection : ICollectionFixture<Engine>;

/// <summary>A test that needs the engine; skipped with a reason where it is missing.</summary>
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = Engine.Missing;
}

/// <summary>The same for several cases.</summary>
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = Engine.Missing;
}

using Compat.Akka.Tests.Persistence;
using Compat.Cluster.Tests.Amqp;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>Broker and database, which a test may end at any moment.</summary>
internal sealed class ChaosServers : IAsyncDisposable
{
    public RabbitServer Broker { get; } = new();

    public PostgresServer Database { get; } = new();

    /// <summary>Null where both are installed.</summary>
    public static string? Missing =>
        RabbitServer.Program is null ? "RabbitMQ is not installed (package rabbitmq-server)." : PostgresServer.Programs is null ? "PostgreSQL is not installed (package postgresql)." : null;

    public Task StartAsync() => Task.WhenAll(Broker.StartAsync(), Database.InitializeAsync());

    public async ValueTask DisposeAsync()
    {
        await Broker.StopAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>A test that needs broker and database; skipped with a reason where one is missing.</summary>
internal sealed class ChaosFactAttribute : FactAttribute
{
    public ChaosFactAttribute() => Skip = ChaosServers.Missing;
}

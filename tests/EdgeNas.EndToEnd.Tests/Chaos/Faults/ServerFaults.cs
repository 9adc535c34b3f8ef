namespace EdgeNas.EndToEnd.Tests.Chaos.Faults;

/// <summary>The broker is killed and started again.</summary>
internal sealed record RestartBroker() : Fault("broker restart")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        await run.Cluster.Servers.Broker.RestartAsync();
        return true;
    }
}

/// <summary>The database is killed and started again.</summary>
internal sealed record RestartDatabase() : Fault("database restart")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        await run.Cluster.Servers.Database.KillAsync();
        await run.Cluster.Servers.Database.LaunchAsync();
        return true;
    }
}

/// <summary>Everything loses its power at the same moment, and gets it back.</summary>
internal sealed record PowerLoss() : Fault("power loss of everything")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var cluster = run.Cluster;
        foreach (var node in cluster.Nodes) node.TurnOff();
        await Task.WhenAll(cluster.Servers.Broker.KillAsync(), cluster.Servers.Database.KillAsync());
        await Task.WhenAll(cluster.Servers.Broker.LaunchAsync(), cluster.Servers.Database.LaunchAsync());
        foreach (var node in cluster.Nodes) node.TurnOn();
        return true;
    }
}

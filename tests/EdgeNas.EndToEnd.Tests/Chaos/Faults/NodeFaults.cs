namespace EdgeNas.EndToEnd.Tests.Chaos.Faults;

/// <summary>kill -9 of a node; its service starts it again.</summary>
internal sealed record Kill() : Fault("kill -9 of a node")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var node = OneOf(random, run.Cluster.Nodes);
        int starts = node.Starts;
        node.Process.Kill();
        await Eventually.UntilAsync(() => node.Starts > starts, () => $"{node.Name} is started again", TimeSpan.FromSeconds(30));
        return true;
    }
}

/// <summary>kill -9 of the seed that leads.</summary>
internal sealed record KillLeader() : Fault("kill -9 of the leading seed")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        long epoch = run.Journal.Epoch;
        if (run.Leader is not { } leader) return false;
        leader.Process.Kill();
        await Eventually.UntilAsync(() => run.Journal.Epoch > epoch, () => "another seed leads", TimeSpan.FromSeconds(60));
        return true;
    }
}

/// <summary>SIGSTOP of a node for a while, then SIGCONT: others have given it up by then, and it doesn't know.</summary>
internal sealed record Freeze(TimeSpan For) : Fault($"SIGSTOP of a node for {For.TotalSeconds:0} s")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var process = OneOf(random, run.Cluster.Nodes).Process;
        process.Freeze();
        await Task.Delay(For);
        process.Thaw();
        return true;
    }
}

/// <summary>A node's cable is pulled for a while.</summary>
internal sealed record CutNetwork(TimeSpan For) : Fault($"network of a node cut for {For.TotalSeconds:0} s")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var node = OneOf(random, run.Cluster.Nodes);
        node.Cut();
        await Task.Delay(For);
        node.Mend();
        return true;
    }
}

/// <summary>Everything to and from a node is late.</summary>
internal sealed record SlowNetwork(TimeSpan By) : Fault($"network of a node late by {By.TotalMilliseconds:0} ms")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var node = OneOf(random, run.Cluster.Nodes);
        node.Delay = By;
        bool moved = await run.MovesAsync(3, TimeSpan.FromSeconds(30));
        node.Delay = TimeSpan.Zero;
        return moved;
    }
}

using Akka.Actor;
using Akka.Configuration;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>The test itself as a member of the cluster: asks the broker for its counts, and runs boards that misbehave.</summary>
internal sealed class ChaosMember : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _end = new();
    private readonly ActorSystem _system;
    private readonly IActorRef _jobs;
    private readonly Task _counting;
    private BrokerCounts _before = None, _now = None;

    public ChaosMember(string address)
    {
        var access = new ClusterAccess(address, "tester", 0, "guest", "guest", new ClusterTls("", "", "", ""), "edgenas");
        _system = NodeSystem.Start(access, NodeRole.Profiler, new LogSettings("error", Path.GetTempFileName()), Config.Empty, []);
        _jobs = NodeSystem.Leading(_system, LeadingSeed.Jobs, "jobs");
        _counting = CountAsync();
    }

    private static BrokerCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Of all brokers that there were; what one has counted in the quarter of a second before its end is missing.</summary>
    public BrokerCounts Counts => Sum(_before, _now);

    /// <summary>Has a board misbehave until it has done so once, or nobody gives it a job for so long.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> MisbehaveAsync(Mischief mischief, TimeSpan patience)
    {
        bool did = false;
        var jobs = _jobs;
        var told = new Action(() => Volatile.Write(ref did, true));
        var board = _system.ActorOf(Props.Create(() => new MisbehavingBoard(jobs, mischief, told)));
        bool happened = await Eventually.HappensAsync(() => Volatile.Read(ref did), patience);
        await board.GracefulStop(TimeSpan.FromSeconds(10));
        return happened;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _counting;
        await _system.Terminate();
        _end.Dispose();
    }

    private async Task CountAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
                var counts = (await _jobs.Ask<BrokerState>(new GetBrokerState(), TimeSpan.FromSeconds(2))).Counts;
                if (counts.Given < _now.Given) _before = Sum(_before, _now);
                _now = counts;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (AskTimeoutException)
            {
                // Nobody leads at the moment.
            }
        }
    }

    private static BrokerCounts Sum(BrokerCounts a, BrokerCounts b) => new(
        a.Given + b.Given, a.Stored + b.Stored, a.Lost + b.Lost, a.HandedBack + b.HandedBack, a.Late + b.Late, a.Refused + b.Refused, a.Poisoned + b.Poisoned);
}

using System.Collections.Concurrent;
using Akka.Configuration;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Workers;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Actors.Tests;

/// <summary>The whole actor system with made-up work.</summary>
public sealed class LocalSearchNodeTests : IDisposable
{
    private readonly SearchScript _script = SearchScript.Begin();
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _timeout.Dispose();

    private SearchCreated Created => (SearchCreated)_script.Events[0];

    [Fact]
    public async Task Start_WholeSearch_EndsWithTheEventsOfThePureRules()
    {
        await using var node = Node(job => _script.Result(job));
        var id = await node.StartAsync(Created, _timeout.Token);
        var ended = (SearchEnded)await LastNotice(node, id);

        Assert.True(ended.State.Completed);
        var expected = SearchScript.Begin().PlayUntil(_ => false).State;
        Assert.Equal(expected.Winner, ended.State.Winner);
        Assert.Equal(expected.Rounds, ended.State.Rounds);
        Assert.Equal(expected.Scored, ended.State.Scored);
    }

    [Fact]
    public async Task Start_SearchForTwoDevices_EndsWithTheSidesOfThePureRules()
    {
        var script = SearchScript.Begin(ForTwoDevices);
        await using var node = Node(job => script.Result(job));
        var id = await node.StartAsync((SearchCreated)script.Events[0], _timeout.Token);
        var ended = (SearchEnded)await LastNotice(node, id);

        Assert.True(ended.State.Completed);
        var expected = SearchScript.Begin(ForTwoDevices).PlayUntil(_ => false).State;
        foreach (string? device in expected.DeviceNames)
        {
            Assert.Equal(expected.On(device).Winner, ended.State.On(device).Winner);
            Assert.Equal(expected.On(device).Scored, ended.State.On(device).Scored);
            Assert.Equal(expected.On(device).Sampled, ended.State.On(device).Sampled);
        }

        Assert.Equal(expected.Rounds, ended.State.Rounds);
    }

    [Fact]
    public async Task Start_TwoSearchesAtOnceOneOfWhichIsSuspendedAndResumed_BothEndAsIfAlone()
    {
        await using var node = Node(job => _script.Result(job));
        var first = await node.StartAsync(Created, _timeout.Token);
        var second = await node.StartAsync(Created with { Search = new SearchId("second") }, _timeout.Token);
        await node.SuspendAsync(second, _timeout.Token);
        var one = (SearchEnded)await LastNotice(node, first);
        await node.ResumeAsync(second, _timeout.Token);
        var two = (SearchEnded)await LastNotice(node, second);

        var expected = SearchScript.Begin().PlayUntil(_ => false).State;
        foreach (var state in (SearchState[])[one.State, two.State])
        {
            Assert.True(state.Completed);
            Assert.Equal(expected.Winner, state.Winner);
            Assert.Equal(expected.Rounds, state.Rounds);
            Assert.Equal(expected.Scored, state.Scored);
        }
    }

    [Fact]
    public async Task Start_NoProfilerOfTheDevice_WatchersLearnWhoIsMissing()
    {
        var script = SearchScript.Begin(spec => spec with { Device = "jetson-7" });
        await using var node = Node(job => script.Result(job));
        var id = await node.StartAsync((SearchCreated)script.Events[0], _timeout.Token);
        await foreach (var notice in node.Watch(id, _timeout.Token))
        {
            if (notice is not JobWaits waits) continue;
            Assert.Equal("waits for a profiler of device jetson-7", waits.Reason);
            return;
        }

        Assert.Fail("nobody was told");
    }

    [Fact]
    public async Task Start_HandlerThrowsOnce_WorkerRestartsAndTheSearchEnds()
    {
        int crashes = 0;
        await using var node = Node(job => job is TrainRoundJob { Round: 1 } && Interlocked.Increment(ref crashes) == 1
            ? throw new InvalidOperationException("a bug")
            : _script.Result(job));
        var id = await node.StartAsync(Created, _timeout.Token);

        Assert.True(((SearchEnded)await LastNotice(node, id)).State.Completed);
        Assert.Equal(2, crashes);
    }

    [Fact]
    public async Task Start_HandlerFailsForGood_HaltsWithItsMessageAndCanBeResumed()
    {
        bool broken = true;
        await using var node = Node(job => broken && job is TrainRoundJob { Round: 1 } ? throw new EdgeNasException("loss is NaN") : _script.Result(job));
        var id = await node.StartAsync(Created, _timeout.Token);
        Assert.Contains("loss is NaN", ((SearchHalted)await LastNotice(node, id)).Reason);

        broken = false;
        await node.ResumeAsync(id, _timeout.Token);
        Assert.True(((SearchEnded)await LastNotice(node, id)).State.Completed);
    }

    [Fact]
    public async Task Suspend_JobUnderWay_CancelsItAndReturnsWhenItHasStopped()
    {
        var started = new TaskCompletionSource();
        bool stopped = false;
        await using var node = Node((job, cancellation) =>
        {
            if (job is not TrainRoundJob) return _script.Result(job);
            started.TrySetResult();
            cancellation.WaitHandle.WaitOne();
            stopped = true;
            throw new OperationCanceledException(cancellation);
        });
        var id = await node.StartAsync(Created, _timeout.Token);
        await started.Task.WaitAsync(_timeout.Token);
        await node.SuspendAsync(id, _timeout.Token);

        Assert.True(stopped);
    }

    private static SearchSpec ForTwoDevices(SearchSpec spec) => spec with { Devices = [new DeviceGoal("simulated", spec.LatencyLimit), new DeviceGoal("pi", spec.LatencyLimit)] };

    private static LocalSearchNode Node(Func<Job, JobResult> work) => Node((job, _) => work(job));

    private static LocalSearchNode Node(Func<Job, CancellationToken, JobResult> work) => LocalSearchNode.Start(
        ConfigurationFactory.ParseString(EdgeNasSettings.InMemory + "\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF"),
        ["simulated", "pi"],
        new WorkerResources([new MadeUpWork(work)], new MemoryArtifacts(), new MachineGate()),
        TimeProvider.System);

    private async Task<SearchNotice> LastNotice(LocalSearchNode node, SearchId id)
    {
        SearchNotice? last = null;
        await foreach (var notice in node.Watch(id, _timeout.Token)) last = notice;
        return last!;
    }

    private sealed class MadeUpWork(Func<Job, CancellationToken, JobResult> work) : IJobHandler
    {
        public bool CanHandle(Job job) => true;

        public JobResult Handle(Job job, JobEnvironment environment, CancellationToken cancellation)
        {
            environment.Report(new JobProgress(1, "done"));
            return work(job, cancellation);
        }
    }

    private sealed class MemoryArtifacts : IArtifactStore
    {
        private readonly ConcurrentDictionary<ArtifactId, byte[]> _files = [];

        public ArtifactId Put(ReadOnlySpan<byte> content)
        {
            var id = new ArtifactId(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            _files[id] = content.ToArray();
            return id;
        }

        public byte[] Get(ArtifactId id) => _files[id];

        public bool Contains(ArtifactId id) => _files.ContainsKey(id);
    }
}

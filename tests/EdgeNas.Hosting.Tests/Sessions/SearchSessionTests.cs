using EdgeNas.Actors.Node;
using EdgeNas.Domain;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Hosting.Tests.Sessions;

public sealed class SearchSessionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _temporary = new();
    private readonly ScriptedNode _node = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _pause = new();
    private readonly RecordingView _view = new();
    private readonly SearchState _state = SearchFixture.Play(new MemoryArtifacts(), state => state.Rounds.Count == 2).State;

    private RunsFolder Folder => new(_temporary.Path);

    public void Dispose()
    {
        _pause.Dispose();
        _temporary.Dispose();
    }

    [Theory]
    [InlineData(true, SessionEnd.Completed)]
    [InlineData(false, SessionEnd.Cancelled)]
    public async Task Run_SearchEnds_SaysHow(bool completed, SessionEnd expected)
    {
        _node.Tell(new StateChanged(_state, []));
        _node.Tell(new SearchEnded(_state with { Completed = completed, Cancelled = !completed }));

        Assert.Equal(expected, (await Run().WaitAsync(Patience)).End);
    }

    [Fact]
    public async Task Run_SearchHalts_GivesTheReason()
    {
        _node.Tell(new SearchHalted("no way"));

        Assert.Equal(new SessionResult(SessionEnd.Halted, "no way"), await Run().WaitAsync(Patience));
    }

    [Fact]
    public async Task Run_PauseAsked_SuspendsThenEnds()
    {
        var session = Run();
        await _pause.CancelAsync();

        Assert.Equal(SessionEnd.Paused, (await session.WaitAsync(Patience)).End);
        Assert.Equal([$"suspend {_state.Id}"], _node.Asked);
    }

    [Fact]
    public async Task Run_CancelRequestedByAnotherProcess_IsPassedOnOnce()
    {
        _node.OnCancel = () => _node.Tell(new SearchEnded(_state with { Cancelled = true }));
        var session = Run();
        _temporary.Write($"{_state.Id}/cancel.request", "");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(SessionEnd.Cancelled, (await session.WaitAsync(Patience)).End);
        Assert.Equal([$"cancel {_state.Id}"], _node.Asked);
        Assert.False(File.Exists(Folder.CancelRequest(_state.Id)));
    }

    [Fact]
    public async Task Run_NodeStopsReporting_IsAnErrorThatSaysHowToGoOn()
    {
        _node.StopReporting();

        Assert.Contains($"edgenas search resume {_state.Id}", (await Assert.ThrowsAsync<EdgeNasException>(() => Run().WaitAsync(Patience))).Message);
    }

    [Fact]
    public async Task Run_JobUnderWay_IsShownHereAndInTheProgressFile_AndGoneAtTheEnd()
    {
        var job = new TrainRoundJob("round/2", 2, null, _state.Active);
        _node.Tell(new StateChanged(_state, []));
        _node.Tell(new JobStarted(job));
        _node.Tell(new JobProgressed(job, new JobProgress(0.5, "step 3")));
        var session = Run();
        await _view.Until(board => board.Jobs is [{ Fraction: 0.5 }]).WaitAsync(Patience);
        using var held = RunsLock.Take(Folder, _state.Id);
        Assert.NotNull(ProgressFile.Read(Folder, _state.Id));

        _node.Tell(new JobEnded(job, TimeSpan.FromSeconds(7), null));
        await _view.Until(board => board.Jobs.IsEmpty && board.Left is not null).WaitAsync(Patience);
        await _pause.CancelAsync();
        await session.WaitAsync(Patience);

        Assert.False(File.Exists(Folder.Progress(_state.Id)));
        Assert.Equal("2/12", _view.Last!.Lines.Single(line => line.Title == "Supernet").Count);
    }

    private Task<SessionResult> Run() => new SearchSession(_node, Folder, _state.Id, [], _time).RunAsync(_view, _pause.Token);

    private sealed class RecordingView : ISearchView
    {
        private readonly List<(Func<SearchBoard, bool> Condition, TaskCompletionSource Seen)> _waiting = [];

        public SearchBoard? Last { get; private set; }

        public Task Until(Func<SearchBoard, bool> condition)
        {
            lock (_waiting)
            {
                if (Last is { } last && condition(last)) return Task.CompletedTask;
                var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((condition, seen));
                return seen.Task;
            }
        }

        public void Show(SearchBoard board, SearchNotice? news)
        {
            lock (_waiting)
            {
                Last = board;
                foreach (var (_, seen) in _waiting.Where(wait => wait.Condition(board))) seen.TrySetResult();
            }
        }
    }
}

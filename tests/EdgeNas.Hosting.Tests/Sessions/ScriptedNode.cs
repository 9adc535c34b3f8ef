using System.Threading.Channels;
using EdgeNas.Actors.Node;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Tests.Sessions;

/// <summary>A node that tells what the test says, and writes down what it is asked for.</summary>
internal sealed class ScriptedNode : ISearchNode
{
    private readonly Channel<SearchNotice> _notices = Channel.CreateUnbounded<SearchNotice>();

    public List<string> Asked { get; } = [];

    public void Tell(SearchNotice notice) => _notices.Writer.TryWrite(notice);

    public void StopReporting() => _notices.Writer.Complete();

    /// <summary>What happens when the search is cancelled.</summary>
    public Action OnCancel { get; set; } = () => { };

    public Task<SearchId> StartAsync(SearchCreated created, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ResumeAsync(SearchId id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task SuspendAsync(SearchId id, CancellationToken cancellation)
    {
        Asked.Add($"suspend {id}");
        return Task.CompletedTask;
    }

    public Task CancelAsync(SearchId id, CancellationToken cancellation)
    {
        Asked.Add($"cancel {id}");
        OnCancel();
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<SearchNotice> Watch(SearchId id, CancellationToken cancellation) => _notices.Reader.ReadAllAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

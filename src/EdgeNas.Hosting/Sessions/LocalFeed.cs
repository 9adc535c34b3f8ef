using System.Collections.Immutable;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Sessions;

/// <summary>A search that another process of this machine works on: its journal and its progress file.</summary>
public sealed class LocalFeed(RunsFolder folder) : ISearchFeed
{
    private readonly JournalReader _journal = new(folder);

    public Task<ImmutableArray<StoredEvent>> ReadAfterAsync(SearchId search, int known) => Task.FromResult(known == 0 ? _journal.Read(search).Events : _journal.ReadAfter(search, known));

    public Task<SearchActivity> NowAsync(SearchId search) =>
        Task.FromResult(new SearchActivity(RunsLock.Holder(folder)?.Search == search, ProgressFile.Read(folder, search)?.Jobs ?? []));
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using Akka.Configuration;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Export;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Cluster;

/// <summary>The searches of a cluster, as a command asks for them through its seeds. Thread-safe. Dispose it to hang up.</summary>
public sealed class ClusterSearches : ISearchFeed, IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(4);

    private readonly ActorSystem _system;
    private readonly IActorRef _client;
    private readonly ClientSettings _settings;

    private ClusterSearches(ActorSystem system, IActorRef client, ClientSettings settings)
    {
        _system = system;
        _client = client;
        _settings = settings;
    }

    /// <exception cref="EdgeNasException">The cluster can't be reached.</exception>
    public static ClusterSearches Connect(ClientSettings settings)
    {
        var system = NodeSystem.Start(settings.Access, NodeRole.Client, new LogSettings("warning", ""), Config.Empty, []);
        var client = system.ActorOf(ClusterClient.Props(ClusterClientSettings.Create(system).WithInitialContacts(Engine.Contacts(settings.Access))), "client");
        return new ClusterSearches(system, client, settings);
    }

    /// <summary>Has the first events of a search stored; then the cluster works on it.</summary>
    public Task StartAsync(SearchCreated created) => CommandAsync(new StartSearch(created));

    public Task ResumeAsync(SearchId id) => CommandAsync(new ResumeSearch(id));

    /// <summary>Done when no job of the search runs any more.</summary>
    public Task PauseAsync(SearchId id) => CommandAsync(new SuspendSearch(id));

    public Task CancelAsync(SearchId id) => CommandAsync(new CancelSearch(id));

    public async Task<ImmutableArray<SearchSummary>> ListAsync() => (await QueryAsync<SearchList>(SeedNode.DeskPath, new ListSearches()).ConfigureAwait(false)).Searches;

    public Task<SearchStanding> StandingAsync(SearchId id) => QueryAsync<SearchStanding>(SeedNode.SearchesPath, new AskStanding(id));

    /// <summary>The events of a search beyond the first <paramref name="known"/>, fetched page by page.</summary>
    public async Task<ImmutableArray<StoredEvent>> ReadAfterAsync(SearchId search, int known)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        EventPage page;
        do
        {
            page = await QueryAsync<EventPage>(SeedNode.DeskPath, new ReadEvents(search, known + events.Count)).ConfigureAwait(false);
            events.AddRange(page.Events);
        }
        while (page.More);
        return events.ToImmutable();
    }

    /// <exception cref="EdgeNasException">There is no such search.</exception>
    public async Task<RecordedSearch> ReadAsync(SearchId id)
    {
        var events = await ReadAfterAsync(id, 0).ConfigureAwait(false);
        return new RecordedSearch(SearchReplay.Replay(events.Select(stored => stored.Event)), events);
    }

    public async Task<SearchActivity> NowAsync(SearchId search)
    {
        var standing = await StandingAsync(search).ConfigureAwait(false);
        bool isRunning = standing.Standing == Standing.Running;
        var jobs = isRunning ? (await QueryAsync<JobList>(SeedNode.JobsPath, new ListJobs(search)).ConfigureAwait(false)).Jobs : [];
        return new SearchActivity(isRunning, [.. jobs.Select(job => new RunningJob(job.JobId, job.Since, job.Progress.Fraction, job.Progress.Text))], standing.Reason)
        {
            Waits = isRunning && jobs.IsEmpty ? await WaitsAsync(search).ConfigureAwait(false) : [],
        };
    }

    private async Task<ImmutableArray<string>> WaitsAsync(SearchId search)
    {
        var state = await QueryAsync<BrokerState>(SeedNode.JobsPath, new GetBrokerState()).ConfigureAwait(false);
        return state.Searches.FirstOrDefault(load => load.Search == search)?.Waits ?? [];
    }

    /// <summary>Writes a search's run folder on this machine, as far as the search has come.</summary>
    /// <exception cref="EdgeNasException">There is no such search, this command has no token, or the folder can't be written.</exception>
    public async Task ExportAsync(SearchId id, string folder)
    {
        NeedToken();
        var search = await ReadAsync(id).ConfigureAwait(false);
        await WithArtifactsAsync(store => RunExport.Write(search, store, folder)).ConfigureAwait(false);
    }

    /// <summary>Gives the cluster what a search is about to refer to: the tables that it looks values up in. Workers fetch them from there.</summary>
    /// <exception cref="EdgeNasException">This command has no token, or there is no room.</exception>
    public async Task KeepAsync(IReadOnlyCollection<byte[]> contents)
    {
        if (contents.Count == 0) return;
        NeedToken();
        await WithArtifactsAsync(store =>
        {
            foreach (byte[] content in contents) store.Put(content);
        }).ConfigureAwait(false);
    }

    public Task<ClusterReport> DescribeAsync() => QueryAsync<ClusterReport>(SeedNode.NodesPath, new DescribeCluster());

    /// <returns>The node's address.</returns>
    public async Task<string> LetLeaveAsync(string node) => (await QueryAsync<NodeLeaves>(SeedNode.NodesPath, new LetLeave(node)).ConfigureAwait(false)).Address;

    /// <summary>Waits until the node has no more jobs and leaves, however long that takes.</summary>
    /// <returns>The node's address; null if the caller didn't want to wait that long.</returns>
    public async Task<string?> LetDrainAsync(string node, TimeSpan grace, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                return (await AskAsync<NodeLeaves>(SeedNode.NodesPath, new LetDrain(node, grace), Again).ConfigureAwait(false)).Address;
            }
            catch (AskTimeoutException)
            {
                // Still at its jobs, or another seed leads by now: asked again.
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);

    private void NeedToken()
    {
        if (_settings.Artifacts.Token.Length == 0)
            throw new EdgeNasException($"This command has no token for the artifact server: give artifacts.token-file with --config, or the token in {NodeKeys.TokenVariable}; `edgenas cluster token NAME` on the seed's machine makes one.");
    }

    /// <summary>Something with the artifacts of the seed that leads, without a cache.</summary>
    private async Task WithArtifactsAsync(Action<HttpArtifactStore> action)
    {
        var address = ArtifactClient.Address(_settings.Artifacts);
        address.Address = (await QueryAsync<ArtifactsAt>(SeedNode.DeskPath, new FindArtifacts()).ConfigureAwait(false)).Address;
        using var http = ArtifactClient.Create(_settings.Artifacts, address);
        var none = new ArtifactCache(new FileArtifactStore(""), largestSize: 0, TimeProvider.System);
        var store = new HttpArtifactStore(http, none, TransferPatience.Default with { Limit = _settings.Patience });
        await Task.Run(() => action(store)).ConfigureAwait(false);
    }

    /// <summary>A question may be asked again: the seed that got it may be gone.</summary>
    private async Task<T> QueryAsync<T>(string path, object question)
    {
        for (var left = _settings.Patience; ; left -= Again)
        {
            try
            {
                return await AskAsync<T>(path, question, left > Again ? Again : left).ConfigureAwait(false);
            }
            catch (AskTimeoutException) when (left > Again)
            {
                // Another seed may have taken over by now.
            }
            catch (AskTimeoutException late)
            {
                throw NoAnswer(late);
            }
        }
    }

    private async Task CommandAsync(object command)
    {
        try
        {
            await AskAsync<SearchAccepted>(SeedNode.SearchesPath, command, _settings.Patience).ConfigureAwait(false);
        }
        catch (AskTimeoutException late)
        {
            throw NoAnswer(late);
        }
    }

    private async Task<T> AskAsync<T>(string path, object question, TimeSpan patience)
    {
        object answer = await _client.Ask<object>(new ClusterClient.Send(path, question, localAffinity: true), patience).ConfigureAwait(false);
        return answer switch
        {
            T expected => expected,
            SearchRejected rejected => throw new EdgeNasException(rejected.Reason),
            RequestRefused refused => throw new EdgeNasException(refused.Reason),
            _ => throw new EdgeNasException($"A seed answered {question.GetType().Name} with {answer.GetType().Name}: let all nodes and commands run the same version of EdgeNas."),
        };
    }

    private EdgeNasException NoAnswer(AskTimeoutException late) => new(
        $"No seed of the cluster at {_settings.Access.Address} has answered within {_settings.Patience.TotalSeconds:0} s. Is one running (`edgenas seed`), and with the same cluster.prefix ({_settings.Access.Prefix})?", late);
}

using System.Collections.Immutable;
using Akka.Configuration;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Wire;
using EdgeNas.Actors.Workers;
using EdgeNas.Devices;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Settings;
using Microsoft.Data.Sqlite;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Puts together a process that does everything itself: journal, artifacts, workers and profiler.</summary>
public static class LocalNode
{
    /// <param name="folder">The caller holds its lock.</param>
    /// <param name="devices">The devices that are measured on.</param>
    /// <param name="datasets">Folder with one folder per data set.</param>
    public static ISearchNode Create(RunsFolder folder, IReadOnlyList<DeviceSpec> devices, string datasets, TimeProvider time)
    {
        Directory.CreateDirectory(folder.Path);
        JournalFile.Prepare(folder);
        ImmutableArray<IJobHandler> handlers = [.. WorkHandlers.OfWorker(datasets, time), new ProfileHandler(time, devices)];
        var resources = new WorkerResources(handlers, new FileArtifactStore(folder.Artifacts), new MachineGate(FileMachineLock.OfThisMachine));
        return new OwnedNode(LocalSearchNode.Start(Settings(folder), devices.Select(device => device.Name), resources, time), handlers);
    }

    /// <summary>The actor settings, with what is known only now.</summary>
    internal static Config Settings(RunsFolder folder)
    {
        string connection = HoconText.Quoted(new SqliteConnectionStringBuilder { DataSource = folder.Journal }.ToString());
        string here = $$"""
            edgenas.log-file = {{HoconText.Quoted(System.IO.Path.Combine(folder.Path, "edgenas.log"))}}
            akka.persistence.journal.sql.connection-string = {{connection}}
            akka.persistence.snapshot-store.sql.connection-string = {{connection}}
            """;
        return ConfigurationFactory.ParseString(here)
            .WithFallback(ConfigurationFactory.ParseString(Embedded.Text("node/local.conf")))
            .WithFallback(ConfigurationFactory.ParseString(ActorSettings.Serialization));
    }

    /// <summary>A node with the handlers that it alone uses.</summary>
    private sealed class OwnedNode(ISearchNode node, ImmutableArray<IJobHandler> handlers) : ISearchNode
    {
        public Task<SearchId> StartAsync(SearchCreated created, CancellationToken cancellation) => node.StartAsync(created, cancellation);

        public Task ResumeAsync(SearchId id, CancellationToken cancellation) => node.ResumeAsync(id, cancellation);

        public Task SuspendAsync(SearchId id, CancellationToken cancellation) => node.SuspendAsync(id, cancellation);

        public Task CancelAsync(SearchId id, CancellationToken cancellation) => node.CancelAsync(id, cancellation);

        public IAsyncEnumerable<SearchNotice> Watch(SearchId id, CancellationToken cancellation) => node.Watch(id, cancellation);

        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync().ConfigureAwait(false);
            foreach (var handler in handlers.OfType<IDisposable>()) handler.Dispose();
        }
    }
}

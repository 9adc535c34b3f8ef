using Akka.Actor;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Wire;
using EdgeNas.Domain;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Settings;
using EdgeNas.Hosting.Settings.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNas.Hosting.Nodes;

/// <summary>Puts a seed together: journal, artifact server, and the searches and the broker while it is the one that leads.</summary>
public static class SeedNode
{
    /// <summary>Where commands reach the parts of the leading seed, whichever seed they ask, and the desk of that.</summary>
    internal const string SearchesPath = "/user/searches", DeskPath = "/user/desk", NodesPath = "/user/nodes", JobsPath = "/user/jobs";

    /// <exception cref="EdgeNasException">The cluster, the folder, the journal or the address can't be had; the message says what to do.</exception>
    public static async Task<ClusterNode> StartAsync(SeedSettings settings, TimeProvider time)
    {
        var folder = new RunsFolder(settings.Folder);
        var tokens = new NodeTokensFile(settings.TokensFile);
        Directory.CreateDirectory(folder.Path);
        // A SQLite journal has one writer.
        var held = settings.JournalConnection.Length == 0 ? RunsLock.Take(folder, search: null) : null;
        ActorSystem? system = null;
        try
        {
            if (held is not null) JournalFile.Prepare(folder);
            system = NodeSystem.Start(settings.Access, NodeRole.Seed, settings.Log, Journal(settings, folder), settings.TrustedUsers);
            var logger = new ActorLoggerProvider(system);
            var store = new FileArtifactStore(folder.Artifacts);
            var server = await ArtifactServer.StartAsync(
                store, Path.Combine(folder.Path, "uploads"), settings.Artifacts, tokens, time, logging => logging.AddProvider(logger)).ConfigureAwait(false);
            Populate(system, settings, Reader(settings, folder), store, server, time);
            return held is null ? new ClusterNode(system, logger, server) : new ClusterNode(system, held, logger, server);
        }
        catch
        {
            if (system is not null) await system.Terminate().ConfigureAwait(false);
            held?.Dispose();
            throw;
        }
    }

    private static void Populate(ActorSystem system, SeedSettings settings, JournalReader journal, FileArtifactStore store, ArtifactServer server, TimeProvider time)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        if (cluster.Settings.SeedNodes.Count == 0) cluster.Join(cluster.SelfAddress);
        NodeSystem.Report(system, settings.Access);
        var desk = system.ActorOf(SeedDesk.Props(new JournalArchive(journal), settings.PublicAddress ?? server.Address), "desk");
        var keeper = ArtifactKeeper.Props(store, journal, server, settings.CleanEvery, time);
        var parts = new LeadingSeedParts(time, settings.Lease, settings.Boards, () => server.Refused, new Dictionary<string, Props> { ["artifacts"] = keeper });
        system.ActorOf(
            ClusterSingletonManager.Props(
                LeadingSeed.Props(parts, desk),
                ClusterSingletonManagerSettings.Create(system).WithRole(NodeSystem.RoleName(NodeRole.Seed)).WithSingletonName(LeadingSeed.Name)),
            LeadingSeed.Manager);
        var receptionist = ClusterClientReceptionist.Get(system);
        receptionist.RegisterService(desk);
        receptionist.RegisterService(NodeSystem.Leading(system, LeadingSeed.Searches, "searches"));
        receptionist.RegisterService(NodeSystem.Leading(system, LeadingSeed.Nodes, "nodes"));
        receptionist.RegisterService(NodeSystem.Leading(system, LeadingSeed.Jobs, "jobs"));
    }

    private static JournalReader Reader(SeedSettings settings, RunsFolder folder) =>
        settings.JournalConnection.Length > 0 ? new JournalReader(JournalDatabase.PostgreSql(settings.JournalConnection), "the cluster") : new JournalReader(folder);

    private static Config Journal(SeedSettings settings, RunsFolder folder)
    {
        bool isShared = settings.JournalConnection.Length > 0;
        string connection = HoconText.Quoted(isShared ? settings.JournalConnection : new SqliteConnectionStringBuilder { DataSource = folder.Journal }.ToString());
        string provider = HoconText.Quoted(isShared ? "PostgreSQL.15" : "SQLite.MS");
        return ConfigurationFactory.ParseString($$"""
            akka.persistence.journal.sql { connection-string = {{connection}}, provider-name = {{provider}} }
            akka.persistence.snapshot-store.sql { connection-string = {{connection}}, provider-name = {{provider}} }
            """)
            .WithFallback(ConfigurationFactory.ParseString(Embedded.Text("node/local.conf")))
            .WithFallback(ConfigurationFactory.ParseString(ActorSettings.Serialization));
    }
}

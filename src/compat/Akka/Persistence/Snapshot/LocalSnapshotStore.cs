using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// Snapshots as files <c>snapshot-ID-NUMBER-TICKS</c> of one folder (key <c>dir</c>), which is made at the start. A file that can't be read is logged, and
/// the one before it is tried (key <c>max-load-attempts</c>).
/// </summary>
public class LocalSnapshotStore : SnapshotStore
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)Context.System;
    private readonly string _folder;
    private readonly int _attempts;

    public LocalSnapshotStore()
    {
        var config = Persistence.Instance.Apply(Context.System).SnapshotStoreConfig(Self.Path.Name);
        _folder = config.GetString("dir", "snapshots");
        _attempts = Math.Max(1, config.GetInt("max-load-attempts", 3));
    }

    /// <exception cref="IOException">The folder can't be made.</exception>
    protected override void PreStart()
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception error)
        {
            throw new IOException($"The folder of snapshots '{Path.GetFullPath(_folder)}' can't be made: {error.Message}", error);
        }

        base.PreStart();
    }

    protected override async Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var candidates = Stored(persistenceId, criteria).OrderByDescending(static stored => (stored.SequenceNr, stored.Timestamp)).Take(_attempts).ToList();
        for (int index = 0; index < candidates.Count; index++)
        {
            string file = FileOf(candidates[index]);
            try
            {
                return new SelectedSnapshot(candidates[index], SnapshotFile.Read(await File.ReadAllBytesAsync(file).ConfigureAwait(false), _system));
            }
            catch (Exception error)
            {
                int left = candidates.Count - index - 1;
                _log.Error(error, "Error loading snapshot [{0}], remaining attempts: [{1}]", candidates[index], left);
                if (left == 0) throw new IOException($"The snapshot '{Path.GetFullPath(file)}' can't be read: {error.Message}. Restore it, or delete it where all events are left.", error);
            }
        }

        return null!;
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Task.Run(() => Save(metadata, snapshot));

    /// <summary>Writes a snapshot's file, on a thread that may wait for the disk.</summary>
    protected virtual void Save(SnapshotMetadata metadata, object snapshot)
    {
        byte[] content = SnapshotFile.Write(snapshot, _system);

        // Under its name it is there wholly or not at all.
        WithOutputStream(metadata, stream => stream.Write(content)).MoveTo(FileOf(metadata), overwrite: true);
    }

    /// <summary>Writes a file that is to be given the snapshot's name once it is whole.</summary>
    protected FileInfo WithOutputStream(SnapshotMetadata metadata, Action<Stream> p)
    {
        Directory.CreateDirectory(_folder);
        var unfinished = GetSnapshotFileForWrite(metadata, ".tmp");
        using var stream = new FileStream(unfinished.FullName, FileMode.Create, FileAccess.Write, FileShare.None);
        p(stream);
        stream.Flush(flushToDisk: true);
        return unfinished;
    }

    protected FileInfo GetSnapshotFileForWrite(SnapshotMetadata metadata, string extension = "") => new(FileOf(metadata) + extension);

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        foreach (var stored in Stored(metadata.PersistenceId, SnapshotSelectionCriteria.Latest))
            if (stored.SequenceNr == metadata.SequenceNr && (metadata.Timestamp == DateTime.MinValue || metadata.Timestamp == stored.Timestamp)) File.Delete(FileOf(stored));
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        foreach (var stored in Stored(persistenceId, criteria)) File.Delete(FileOf(stored));
        return Task.CompletedTask;
    }

    private static string PrefixOf(string persistenceId) => $"snapshot-{Uri.EscapeDataString(persistenceId)}-";

    private string FileOf(SnapshotMetadata metadata) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(metadata.PersistenceId)}{metadata.SequenceNr}-{metadata.Timestamp.Ticks}"));

    private List<SnapshotMetadata> Stored(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var found = new List<SnapshotMetadata>();
        if (!Directory.Exists(_folder)) return found;
        string prefix = PrefixOf(persistenceId);
        foreach (string file in Directory.EnumerateFiles(_folder, "snapshot-*"))
        {
            string name = Path.GetFileName(file);
            if (!name.StartsWith(prefix, StringComparison.Ordinal)) continue;

            // What isn't just two numbers belongs to another, whose id begins like this one and goes on with a hyphen.
            string[] numbers = name[prefix.Length..].Split('-');
            if (numbers.Length != 2 || !long.TryParse(numbers[0], CultureInfo.InvariantCulture, out long number) || !long.TryParse(numbers[1], CultureInfo.InvariantCulture, out long ticks)) continue;
            var metadata = new SnapshotMetadata(persistenceId, number, new DateTime(ticks, DateTimeKind.Utc));
            if (criteria.Matches(metadata)) found.Add(metadata);
        }

        return found;
    }
}

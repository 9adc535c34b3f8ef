using EdgeNas.Domain.Searches;

namespace EdgeNas.Hosting.Runs;

/// <summary>A folder of searches: one journal, one artifact store, and a folder per search for what is handed over.</summary>
public sealed class RunsFolder(string path)
{
    /// <summary>Absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>SQLite file with the events of all searches.</summary>
    public string Journal => System.IO.Path.Combine(Path, "journal.db");

    public string Artifacts => System.IO.Path.Combine(Path, "artifacts");

    /// <summary>Held by the one process that works here.</summary>
    public string Lock => System.IO.Path.Combine(Path, "lock");

    /// <summary>Who holds the lock.</summary>
    public string LockHolder => System.IO.Path.Combine(Path, "lock.json");

    public string Of(SearchId id) => System.IO.Path.Combine(Path, id.Value);

    /// <summary>What the running process is doing right now; gone when nothing runs.</summary>
    public string Progress(SearchId id) => System.IO.Path.Combine(Of(id), "progress.json");

    /// <summary>Its presence asks the running process to give the search up.</summary>
    public string CancelRequest(SearchId id) => System.IO.Path.Combine(Of(id), "cancel.request");
}

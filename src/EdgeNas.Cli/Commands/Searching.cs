using EdgeNas.Actors.Node;
using EdgeNas.Devices;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Export;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary>Works on one search in this process until it ends, halts or is paused.</summary>
internal static class Searching
{
    /// <param name="tables">What the search looks values up in: kept with its artifacts.</param>
    public static Task<int> StartAsync(RunsFolder folder, SearchCreated created, IEnumerable<byte[]> tables, SearchOutput output)
    {
        if (new JournalReader(folder).Find(created.Search) is not null)
        {
            throw new EdgeNasException($"A search {created.Search} exists already in {folder.Path}: resume it with `edgenas search resume {created.Search}`, or give another id with --id.");
        }

        return WorkAsync(folder, created.Search, created.Spec, [], output, node =>
        {
            var artifacts = new FileArtifactStore(folder.Artifacts);
            foreach (byte[] table in tables) artifacts.Put(table);
            return node.StartAsync(created, CancellationToken.None);
        });
    }

    public static async Task<int> ResumeAsync(RunsFolder folder, SearchId id, SearchOutput output)
    {
        var recorded = new JournalReader(folder).Read(id);
        if (recorded.State is { Completed: true } or { Cancelled: true })
        {
            throw new EdgeNasException($"Search {id} is {(recorded.State.Completed ? "completed" : "cancelled")}: there is nothing to resume. `edgenas search export {id}` writes its files again.");
        }

        return await WorkAsync(folder, id, recorded.State.Spec, recorded.Events, output, node => node.ResumeAsync(id, CancellationToken.None));
    }

    private static async Task<int> WorkAsync(RunsFolder folder, SearchId id, SearchSpec spec, IEnumerable<StoredEvent> before, SearchOutput output, Func<ISearchNode, Task> begin)
    {
        using var held = RunsLock.Take(folder, id);
        new JournalReader(folder).Check();
        File.Delete(EnsureFolder(folder.CancelRequest(id)));
        using var interrupt = new Interrupt("pausing at the next step; Ctrl-C again ends at once");
        output.Note($"search {id}");
        SessionResult result;
        DeviceSpec[] devices = spec.LatencyTable is null ? [.. Installation.Devices.Of(spec.Goals.Select(goal => goal.Name))] : [new DeviceSpec(spec.Device, spec.Device)];
        await using (var node = LocalNode.Create(folder, devices, Installation.Data, TimeProvider.System))
        {
            await begin(node);
            result = await output.ShowAsync(view => new SearchSession(node, folder, id, before, TimeProvider.System).RunAsync(view, interrupt.Token));
        }

        return Report(folder, id, result, output);
    }

    private static int Report(RunsFolder folder, SearchId id, SessionResult result, SearchOutput output)
    {
        string resume = $"edgenas search resume {id} --runs {folder.Path}";
        switch (result.End)
        {
            case SessionEnd.Paused:
                output.Note($"paused; go on with: {resume}");
                return ExitCodes.Paused;
            case SessionEnd.Halted:
                throw new EdgeNasException($"{result.Reason}{Environment.NewLine}Nothing is lost. Go on with: {resume}{Environment.NewLine}Details: {Path.Combine(folder.Path, "edgenas.log")}");
            default:
                var recorded = new JournalReader(folder).Read(id);
                RunExport.Write(recorded, new FileArtifactStore(folder.Artifacts), folder.Of(id));
                output.Result(recorded.State, folder.Of(id));
                return result.End == SessionEnd.Completed ? ExitCodes.Success : ExitCodes.Failure;
        }
    }

    private static string EnsureFolder(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}

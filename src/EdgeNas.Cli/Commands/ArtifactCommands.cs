using System.CommandLine;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas artifacts gc</c>: gives the space of artifacts back that no search needs.</summary>
internal static class ArtifactCommands
{
    public static Command Create()
    {
        var runs = CommonOptions.Runs();
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed." };
        var collect = new Command("gc", "Remove artifacts that no search's events name. Nothing else may work in the folder meanwhile.") { runs, dryRun };
        collect.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var store = new FileArtifactStore(folder.Artifacts);
            using var held = parsed.GetValue(dryRun) ? null : RunsLock.Take(folder, search: null);
            var garbage = ArtifactGarbage.Find(store, ArtifactGarbage.ReferredTo(new JournalReader(folder)), TimeProvider.System.GetUtcNow());
            foreach (var (id, bytes) in garbage)
            {
                Console.WriteLine($"{id} {bytes}");
                if (held is not null) store.Remove(id);
            }

            Console.WriteLine($"{garbage.Count} artifacts of {garbage.Sum(one => one.Bytes)} bytes {(held is null ? "would be" : "were")} removed; {store.Size()} bytes are stored");
            return ExitCodes.Success;
        });
        return new Command("artifacts", "Look after stored checkpoints and models.") { collect };
    }
}

using System.CommandLine;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Nodes;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Settings;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Modules;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas search run FILE</c>: a whole search in this process.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The search's settings, such as hocon/searches/fashion-mnist.conf." };
        var set = new Option<string[]>("--set") { Description = "Override a key of the settings; may be given several times.", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var resume = new Option<string?>("--resume") { Description = "Go on with the search ID, or without ID with the newest unfinished one of the same name; a new one where there is none.", HelpName = "ID", Arity = ArgumentArity.ZeroOrOne };
        var id = new Option<string?>("--id") { Description = "Id of the new search; its name and the time otherwise." };
        var runs = CommonOptions.Runs();
        var (plain, json) = (CommonOptions.Plain(), CommonOptions.Json());
        var command = new Command("run", "Search: measure, train, explore, confirm, train the winner, hand it over.") { file, set, resume, id, runs, plain, json };
        command.SetAction(async (parsed, _) =>
        {
            var folder = CommonOptions.Folder(parsed, runs);
            var output = new SearchOutput(parsed.GetValue(plain), parsed.GetValue(json));
            var loaded = SearchSpecFile.Load(parsed.GetRequiredValue(file), parsed.GetRequiredValue(set), Installation.Spaces, Environment.ProcessorCount, Installation.Devices.Names);
            if (parsed.GetResult(resume) is not null)
            {
                if (parsed.GetValue(resume) is { } wanted) return await Searching.ResumeAsync(folder, CommonOptions.ParseId(wanted), output);
                if (Unfinished(folder, loaded.Spec.Name) is { } unfinished) return await Searching.ResumeAsync(folder, unfinished, output);
                output.Note($"No unfinished search is called {loaded.Spec.Name}: a new one begins.");
            }

            if (loaded.Spec.Compute is not null) ComputeTarget.Require(0);
            CheckData(loaded.Spec);
            var newId = parsed.GetValue(id) is { } given ? CommonOptions.ParseId(given) : new SearchId($"{loaded.Spec.Name}-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}");
            return await Searching.StartAsync(folder, new SearchCreated(newId, loaded.Spec, loaded.Input, loaded.Settings, Versions.All()), loaded.Tables, output);
        });
        return command;
    }

    private static SearchId? Unfinished(RunsFolder folder, string name)
    {
        var journal = new JournalReader(folder);
        foreach (var id in journal.List().Reverse())
        {
            if (journal.Find(id) is { State: { Completed: false, Cancelled: false } state } && state.Spec.Name == name) return id;
        }

        return null;
    }

    /// <summary>Missing data should be known before anything else is done.</summary>
    /// <exception cref="EdgeNasException">The training images can't be read.</exception>
    private static void CheckData(SearchSpec spec)
    {
        if (spec.AccuracyTable is null) DatasetSplits.Of(new DatasetFolders(Installation.Data).Read(spec.Dataset, DatasetPart.Training), spec.Dataset, spec.Seed);
    }
}

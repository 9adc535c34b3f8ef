using System.CommandLine;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string> Runs() => new("--runs") { Description = "Folder with the journal, the artifacts and the run folders.", HelpName = "DIR", DefaultValueFactory = _ => "runs" };

    public static Option<bool> Json() => new("--json") { Description = "Print data as JSON on standard output." };

    public static Option<bool> Plain() => new("--plain") { Description = "Print lines of text instead of a picture that changes in place." };

    public static Argument<string> Id() => new("ID") { Description = "Id of a search; `edgenas search list` shows them." };

    public static SearchId ParseId(string text) =>
        SearchId.Parse(text) ?? throw new EdgeNasException($"'{text}' is no search id: those have letters, digits and dashes, 100 at most. `edgenas search list` shows them.");

    public static RunsFolder Folder(ParseResult parsed, Option<string> runs) => new(parsed.GetRequiredValue(runs));
}

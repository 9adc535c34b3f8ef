using System.CommandLine;
using EdgeNas.Domain.Searches;
using EdgeNas.Learning.Data;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas data check NAME</c>: reads a data set's files from end to end.</summary>
internal static class DataCommands
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "fashion-mnist, mnist or cifar-10." };
        var folder = new Option<string?>("--folder") { Description = "Folder with the official files; otherwise where scripts/setup puts them.", HelpName = "DIR" };
        var check = new Command("check", "Read a data set's files and say what is in them.") { name, folder };
        check.SetAction(parsed =>
        {
            var spec = new DatasetSpec(parsed.GetRequiredValue(name), parsed.GetValue(folder), 0, 0, 0, false);
            foreach (var part in Enum.GetValues<DatasetPart>())
            {
                var images = new DatasetFolders(Installation.Data).Read(spec, part);
                Console.WriteLine($"{spec.Name}, {part.ToString().ToLowerInvariant()} part: {images.Count} images of {DatasetFormat.Named(spec.Name).Shape}");
            }

            return ExitCodes.Success;
        });
        return new Command("data", "Look at data sets.") { check };
    }
}

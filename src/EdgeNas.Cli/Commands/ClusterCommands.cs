using System.CommandLine;
using System.Security.Cryptography;
using EdgeNas.Domain;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas cluster …</c>: what concerns the nodes together.</summary>
internal static class ClusterCommands
{
    private const int TokenBytes = 32;

    public static Command Create() => new("cluster", "Look after the nodes of a cluster.") { ClusterStatusCommand.Create(), ClusterLeaveCommands.Leave(), ClusterLeaveCommands.Drain(), Token() };

    /// <summary><c>edgenas cluster token NODE</c>: lets a node in.</summary>
    private static Command Token()
    {
        var node = new Argument<string>("NODE") { Description = "Name of the node: letters, digits, dashes." };
        var tokens = new Option<string>("--tokens") { Description = "The seed's file of nodes and the hashes of their tokens.", HelpName = "FILE", DefaultValueFactory = _ => "cluster/tokens" };
        var command = new Command("token", "Make a node's token for the artifact server: printed once, its hash added to the seed's file.") { node, tokens };
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(node), path = Path.GetFullPath(parsed.GetRequiredValue(tokens));
            if (!NodeTokens.IsNodeName(name)) throw new EdgeNasException($"'{name}' is no name of a node: those have letters, digits and dashes, 100 at most.");
            string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
            string[] others = File.Exists(path) ? [.. File.ReadAllLines(path).Where(line => line.Split((char[]?)null, 2)[0] != name)] : [];
            NodeTokens.Write(path, [.. others, $"{name} {NodeTokens.Hash(token)}"]);
            Console.WriteLine(token);
            return ExitCodes.Success;
        });
        return command;
    }
}

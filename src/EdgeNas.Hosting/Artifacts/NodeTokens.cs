using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using EdgeNas.Domain;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>
/// Who may speak to the artifact server: one secret per node, of which only the SHA-256 is kept. A file of lines <c>node sha256-of-token</c>; <c>#</c> begins a comment.
/// </summary>
public sealed class NodeTokens
{
    private const string Scheme = "Bearer ";

    private readonly FrozenDictionary<string, string> _nodeByHash;

    /// <param name="hashes">Node → SHA-256 of its token, as 64 lower-case hexadecimal digits.</param>
    public NodeTokens(IReadOnlyDictionary<string, string> hashes) => _nodeByHash = hashes.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <exception cref="EdgeNasException">The file is missing, or a line is not a node's name and a hash: all such lines are named.</exception>
    public static NodeTokens Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EdgeNasException($"The node tokens {path} can't be read: {e.Message} `edgenas cluster token NODE --tokens {path}` makes one and adds it.", e);
        }

        var hashes = new Dictionary<string, string>();
        var problems = new List<string>();
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            bool fits = words.Length == 2 && IsNodeName(words[0]) && words[1].Length == 64 && words[1].All(char.IsAsciiHexDigitLower);
            if (!fits || !hashes.TryAdd(words[0], words[1])) problems.Add($"{path}:{index + 1}: '{line}' is not a new node's name (letters, digits, dashes) and the SHA-256 of its token (64 hexadecimal digits).");
        }

        return problems.Count == 0 ? new NodeTokens(hashes) : throw new EdgeNasException(string.Join('\n', problems));
    }

    /// <summary>Writes a file of tokens; seeds that read it meanwhile find it as it was or as it is.</summary>
    /// <exception cref="EdgeNasException">It can't be written, or a line is wrong.</exception>
    public static void Write(string path, IEnumerable<string> lines)
    {
        AtomicFile.Write(Path.GetFullPath(path), Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + Environment.NewLine))));
        Read(path);
    }

    public static bool IsNodeName(string text) => text.Length is > 0 and <= 100 && text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '-');

    /// <summary>The node whose token the header <c>Authorization: Bearer …</c> holds; null for nobody's.</summary>
    public string? NodeOf(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.Ordinal) && _nodeByHash.TryGetValue(Hash(authorization[Scheme.Length..]), out string? node) ? node : null;
}

using EdgeNas.Domain;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>
/// The tokens of a file as it is now: it is read anew when it has changed, so that nodes are let in and shut out while a seed runs. A file that is damaged or gone changes
/// nothing. Thread-safe.
/// </summary>
public sealed class NodeTokensFile
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private (DateTime Written, long Length) _seen;
    private NodeTokens _tokens;

    /// <exception cref="EdgeNasException">The file is missing or damaged.</exception>
    public NodeTokensFile(string path)
    {
        _path = path;
        _seen = Look();
        _tokens = NodeTokens.Read(path);
    }

    /// <summary>Whom the file lets in now.</summary>
    /// <param name="problem">Told once why a changed file can't be used; the tokens from before hold.</param>
    public NodeTokens Current(Action<string> problem)
    {
        lock (_lock)
        {
            var now = Look();
            if (now == _seen) return _tokens;
            _seen = now;
            try
            {
                _tokens = NodeTokens.Read(_path);
            }
            catch (EdgeNasException damaged)
            {
                problem(damaged.Message);
            }

            return _tokens;
        }
    }

    private (DateTime Written, long Length) Look()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}

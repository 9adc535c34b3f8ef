using EdgeNas.Domain;

namespace EdgeNas.Learning.Supernets;

/// <summary>The path samplers by their names in a search's spec.</summary>
public static class PathSamplers
{
    private static readonly Dictionary<string, IPathSampler> Known = new()
    {
        ["uniform"] = new UniformPathSampler(),
        ["fair"] = new FairPathSampler(),
    };

    /// <exception cref="EdgeNasException">No sampler has that name; the message lists the known ones.</exception>
    public static IPathSampler Named(string name) =>
        Known.TryGetValue(name, out var sampler)
            ? sampler
            : throw new EdgeNasException($"Path sampler '{name}' is not known: set supernet.sampler to one of {string.Join(", ", Known.Keys)}.");
}

using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Benchmarks.Cluster;

/// <summary>For jobs that do nothing.</summary>
internal sealed class NoArtifacts : IArtifactStore
{
    public static NoArtifacts Instance { get; } = new();

    public ArtifactId Put(ReadOnlySpan<byte> content) => throw new NotSupportedException("A job that does nothing stores nothing.");

    public byte[] Get(ArtifactId id) => throw new NotSupportedException("A job that does nothing reads nothing.");

    public bool Contains(ArtifactId id) => false;
}

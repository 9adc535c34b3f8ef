namespace EdgeNas.Domain.Artifacts;

/// <summary>Files named by their content: checkpoints, models. Thread-safe; storing the same bytes twice stores them once.</summary>
public interface IArtifactStore
{
    /// <summary>Stores the bytes durably and returns their name. Only then may an event refer to it.</summary>
    /// <exception cref="EdgeNasException">The store can't be written (full disk, missing rights); nothing half-written is left under the name.</exception>
    ArtifactId Put(ReadOnlySpan<byte> content);

    /// <summary>The bytes of an artifact, checked against its name.</summary>
    /// <exception cref="EdgeNasException">The artifact is missing or its bytes don't have its hash.</exception>
    byte[] Get(ArtifactId id);

    bool Contains(ArtifactId id);
}

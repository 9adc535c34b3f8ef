using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace EdgeNas.Actors.Protocol;

/// <summary>What a worker can do. A job goes only to a worker whose offer fits it.</summary>
/// <param name="Device">Profilers: name of the one device that they have to themselves.</param>
/// <param name="MemoryBytes">Memory that a job may use; null: not said, so that only jobs without a wish come.</param>
/// <param name="GpuMemoryBytes">The same of the graphics processor.</param>
public sealed record WorkerOffer(
    ImmutableHashSet<JobKind> Kinds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Device = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? MemoryBytes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? GpuMemoryBytes = null)
{
    public bool Same(WorkerOffer other) =>
        Device == other.Device && MemoryBytes == other.MemoryBytes && GpuMemoryBytes == other.GpuMemoryBytes && (ReferenceEquals(Kinds, other.Kinds) || Kinds.SetEquals(other.Kinds));
}

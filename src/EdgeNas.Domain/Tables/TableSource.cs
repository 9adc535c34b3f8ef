using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Domain.Tables;

/// <summary>Where a search looks a value up instead of training or measuring. The table's bytes are an artifact, so that the search knows them for ever, wherever it runs.</summary>
/// <param name="File">The file that was read when the search was created, for people.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Architectures">The column with the architectures' codes.</param>
/// <param name="Column">The column with the values.</param>
public sealed record TableSource(string File, ArtifactId Content, string Architectures, string Column)
{
    public override string ToString() => $"column {Column} of {File}";
}

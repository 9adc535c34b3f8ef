using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Artifacts;

public sealed class ArtifactGarbageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_OldArtifactsThatNothingNames_AndNoOthers()
    {
        var store = new FileArtifactStore(_folder.File("artifacts"));
        var now = new DateTimeOffset(2030, 1, 2, 0, 0, 0, TimeSpan.Zero);
        ArtifactId named = store.Put("named"u8), lost = store.Put("lost"u8), young = store.Put("young"u8);
        foreach (var id in new[] { named, lost }) store.Touch(id, now - ArtifactGarbage.Grace);
        store.Touch(young, now - ArtifactGarbage.Grace + TimeSpan.FromSeconds(1));

        Assert.Equal([(lost, 4L)], ArtifactGarbage.Find(store, new HashSet<ArtifactId> { named }, now));
    }
}

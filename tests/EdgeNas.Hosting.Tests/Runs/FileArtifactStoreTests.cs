using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Runs;

public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private FileArtifactStore Store => new(_folder.File("artifacts"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Put_Bytes_StoresThemOnceUnderTheirHash()
    {
        var first = Store.Put("abc"u8);
        var second = Store.Put("abc"u8);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", first.Sha256);
        Assert.Equal(first, second);
        Assert.Equal("abc"u8.ToArray(), Store.Get(first));
        Assert.Equal([_folder.File($"artifacts/ba/{first}")], Directory.GetFiles(_folder.File("artifacts"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Get_ChangedBytes_IsRefused()
    {
        var id = Store.Put("abc"u8);
        _folder.Write($"artifacts/ba/{id}", "abd");

        Assert.Contains("is damaged", Assert.Throws<EdgeNasException>(() => Store.Get(id)).Message);
    }

    [Fact]
    public void Get_Missing_SaysSo() => Assert.Contains("can't be read", Assert.Throws<EdgeNasException>(() => Store.Get(new ArtifactId(new string('0', 64)))).Message);

    [Fact]
    public void Put_WhereNoFolderCanBe_NamesPathAndNextStep()
    {
        _folder.Write("artifacts", "a file where the folder should be");

        string message = Assert.Throws<EdgeNasException>(() => Store.Put("abc"u8)).Message;

        Assert.Contains(_folder.File("artifacts/ba/"), message);
        Assert.Contains("--runs", message);
    }
}

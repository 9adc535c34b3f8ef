using EdgeNas.Domain;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.Hosting.Tests.Artifacts;

public sealed class NodeTokensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_File_KnowsEachNodeByItsToken()
    {
        string path = _folder.Write("tokens", $"# nodes\nworker-1 {NodeTokens.Hash("a")}\n\nboard-7  {NodeTokens.Hash("b")} # the shelf\n");

        var tokens = NodeTokens.Read(path);

        Assert.Equal(("worker-1", "board-7", null), (tokens.NodeOf("Bearer a"), tokens.NodeOf("Bearer b"), tokens.NodeOf("Bearer c")));
        Assert.Null(tokens.NodeOf("a"));
        Assert.Null(tokens.NodeOf(null));
    }

    [Fact]
    public void Read_BadLines_NamesAllOfThem()
    {
        string path = _folder.Write("tokens", $"worker-1 {NodeTokens.Hash("a")}\n../x {NodeTokens.Hash("b")}\nworker-2 secret\nworker-1 {NodeTokens.Hash("c")}\n");

        string message = Assert.Throws<EdgeNasException>(() => NodeTokens.Read(path)).Message;

        Assert.Equal([$"{path}:2:", $"{path}:3:", $"{path}:4:"], message.Split('\n').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Read_Missing_SaysHowToMakeIt() => Assert.Contains("edgenas cluster token", Assert.Throws<EdgeNasException>(() => NodeTokens.Read(_folder.File("none"))).Message);
}

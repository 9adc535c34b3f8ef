namespace EdgeNas.EndToEnd.Tests;

/// <summary>What a user who makes a mistake sees: the thing, the value, what was expected and the next step, never a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TinySearch _search = new();

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task Run_SeveralWrongKeys_NamesAllWithFileAndLine()
    {
        File.AppendAllText(_search.Spec, "\nsupernet.ruonds = 3\nexplore.mutation = 7\n");
        int lines = File.ReadAllLines(_search.Spec).Length;
        var (code, _, error) = await Run();

        Assert.Equal(2, code);
        Assert.Contains($"search.conf:{lines - 1}", error);
        Assert.Contains("supernet.ruonds", error);
        Assert.Contains("rounds", error);
        Assert.Contains($"search.conf:{lines}", error);
        Assert.Contains("explore.mutation", error);
    }

    [Fact]
    public async Task Run_SpaceThatDoesNotConnect_NamesTheLayer()
    {
        string space = Path.Combine(_search.Folder, "tiny.conf");
        File.WriteAllText(space, File.ReadAllText(space).Replace("{ in = 16, out = 24", "{ in = 20, out = 24", StringComparison.Ordinal));
        var (code, _, error) = await Run();

        Assert.Equal(2, code);
        Assert.Contains("tiny.conf:10", error);
        Assert.Contains("20", error);
        Assert.Contains("16", error);
    }

    [Theory]
    [InlineData("search list")]
    [InlineData("search start SPEC")]
    [InlineData("cluster status")]
    [InlineData("cluster leave worker-1 worker-2")]
    [InlineData("cluster drain worker-1")]
    public async Task AnyCommand_SettingsOfAClusterAlone_AreRead(string command)
    {
        string settings = Path.Combine(_search.Folder, "client.conf");
        File.WriteAllText(settings, "cluster.address = \"amqp://127.0.0.1:1/\"\ncluster.adress = x\n");
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, [.. command.Replace("SPEC", _search.Spec, StringComparison.Ordinal).Split(' '), "--config", settings]);

        Assert.Equal(2, code);
        Assert.Contains("client.conf:2", error);
        Assert.Contains("cluster.adress", error);
    }

    [Fact]
    public async Task Status_OfNoCluster_AsksWhichOne()
    {
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, "cluster", "status");

        Assert.Equal(2, code);
        Assert.Contains("--cluster ADDRESS", error);
        Assert.Contains("--config FILE", error);
    }

    [Fact]
    public async Task Start_PriorityOutOfRange_NamesTheOption()
    {
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, "search", "start", _search.Spec, "--priority", "500", "--cluster", "amqp://127.0.0.1:1/");

        Assert.Equal(2, code);
        Assert.Contains("--priority", error);
        Assert.Contains("from 1 to 100", error);
    }

    [Fact]
    public async Task Run_TruncatedData_NamesTheFile()
    {
        string images = Path.Combine(_search.Data, "train-images-idx3-ubyte");
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..5000]);
        var (code, _, error) = await Run();

        Assert.NotEqual(0, code);
        Assert.Contains("train-images-idx3-ubyte", error);
    }

    [Fact]
    public async Task Run_LimitBelowTheFastest_SaysWhichIsTheFastestAndHowFast()
    {
        var (code, _, error) = await Run("--set", "latency-limit=1 us");

        Assert.Equal(1, code);
        Assert.Contains("below the fastest architecture", error);
        Assert.Contains("3333", error);
    }

    [Fact]
    public async Task Run_FolderThatCannotBeWritten_NamesIt()
    {
        string file = Path.Combine(_search.Folder, "occupied");
        File.WriteAllText(file, "a file where a folder should be");
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--plain", "--runs", Path.Combine(file, "runs"));

        Assert.Equal(1, code);
        Assert.Contains("occupied", error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task Resume_DamagedJournal_SaysSoAndTouchesNothing()
    {
        string runs = _search.Runs("damaged");
        Directory.CreateDirectory(runs);
        byte[] noise = [.. Enumerable.Range(0, 8192).Select(i => (byte)((i * 31) + 7))];
        File.WriteAllBytes(Path.Combine(runs, "journal.db"), noise);
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, "search", "resume", "tiny-1", "--plain", "--runs", runs);

        Assert.Equal(1, code);
        Assert.Contains("journal.db", error);
        Assert.DoesNotContain("   at ", error);
        Assert.Equal(noise, File.ReadAllBytes(Path.Combine(runs, "journal.db")));
    }

    [Fact]
    public async Task Resume_DamagedCheckpoint_NamesTheFileAndGoesOnOnceItIsBack()
    {
        string runs = _search.Runs("damaged");
        using (var process = EdgeNasProcess.Start(_search.Folder, "search", "run", _search.Spec, "--id", "tiny-1", "--plain", "--runs", runs))
        {
            await process.WaitForAsync("supernet round 1", process.Interrupt);
            Assert.Equal(130, await process.ExitCodeAsync());
        }

        var artifacts = Directory.GetFiles(Path.Combine(runs, "artifacts"), "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);
        foreach (string file in artifacts.Keys) File.WriteAllBytes(file, artifacts[file][..^9]);
        var (code, _, error) = await EdgeNasProcess.RunAsync(_search.Folder, "search", "resume", "tiny-1", "--plain", "--runs", runs);
        Assert.Equal(1, code);
        Assert.Contains("artifacts", error);

        foreach (var (file, bytes) in artifacts) File.WriteAllBytes(file, bytes);
        Assert.Equal(0, (await EdgeNasProcess.RunAsync(_search.Folder, "search", "resume", "tiny-1", "--plain", "--runs", runs)).ExitCode);
    }

    private Task<(int ExitCode, string Output, string Error)> Run(params string[] more) =>
        EdgeNasProcess.RunAsync(_search.Folder, ["search", "run", _search.Spec, "--plain", "--runs", _search.Runs("runs"), .. more]);
}

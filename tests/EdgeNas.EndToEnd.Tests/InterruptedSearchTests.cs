using System.Text.Json.Nodes;

namespace EdgeNas.EndToEnd.Tests;

public sealed class InterruptedSearchTests : IDisposable
{
    private const string Id = "tiny-1";
    private const string OtherId = "tiny-2";

    private readonly TinySearch _search = new();

    /// <summary>With two epochs a fast machine may end the search before a signal has reached it.</summary>
    public InterruptedSearchTests() => Change("train { epochs = 2,", "train { epochs = 6,");

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task Kill_InThreePhasesAndPausedOnce_EndsWithTheSameEventsWeightsAndFront()
    {
        string whole = _search.Runs("whole"), broken = _search.Runs("broken");
        var undisturbed = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--id", OtherId, "--plain", "--runs", whole);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);
        Assert.Equal(Path.Combine(whole, OtherId), undisturbed.Output.TrimEnd().Split('\n')[^1]);

        await KillAfter("measured ", "search", "run", _search.Spec, "--id", Id, "--plain", "--runs", broken);
        await KillAfter("supernet round ", "search", "resume", Id, "--plain", "--runs", broken);
        await PauseAfter("winner", "search", "resume", Id, "--plain", "--runs", broken);
        await KillAfter(", epoch ", "search", "resume", Id, "--plain", "--runs", broken);
        var resumed = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--resume", "--plain", "--runs", broken);
        Assert.True(resumed.ExitCode == 0, resumed.Error);

        SearchFiles.AssertSame(Path.Combine(whole, OtherId), Path.Combine(broken, Id));
    }

    /// <summary>Two simulated devices of different formulas share one supernet; each has a folder of its own.</summary>
    [Fact]
    public async Task Kill_SearchForTwoDevices_EndsWithTheSameFilesOfBoth()
    {
        Change("device = simulated\nlatency-limit = \"60 %\"", "devices = [ { name = simulated, latency-limit = \"60 %\" }, { name = simulated-small, latency-limit = \"50 %\" } ]");
        string whole = _search.Runs("whole"), broken = _search.Runs("broken");
        var undisturbed = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--id", OtherId, "--plain", "--runs", whole);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);

        await KillAfter("simulated-small: measured ", "search", "run", _search.Spec, "--id", Id, "--plain", "--runs", broken);
        await KillAfter("winner, epoch 1", "search", "resume", Id, "--plain", "--runs", broken);
        var resumed = await EdgeNasProcess.RunAsync(_search.Folder, "search", "resume", Id, "--plain", "--runs", broken);
        Assert.True(resumed.ExitCode == 0, resumed.Error);

        Assert.Equal(SearchFiles.Events(Path.Combine(whole, OtherId)), SearchFiles.Events(Path.Combine(broken, Id)));
        foreach (string device in (string[])["simulated", "simulated-small"])
        {
            foreach (string file in (string[])["measurements.csv", "front.json", "model.onnx", "model.safetensors", "architecture.json"])
            {
                Assert.Equal(File.ReadAllBytes(Path.Combine(whole, OtherId, device, file)), File.ReadAllBytes(Path.Combine(broken, Id, device, file)));
            }
        }

        Assert.Contains("Device simulated-small", File.ReadAllText(Path.Combine(broken, Id, "report.html")));
        Assert.NotEqual(File.ReadAllText(Path.Combine(broken, Id, "simulated", "front.json")), File.ReadAllText(Path.Combine(broken, Id, "simulated-small", "front.json")));
    }

    [Fact]
    public async Task Run_WhileAnotherProcessWorksInTheFolder_IsRefusedAndReadingIsNot()
    {
        string runs = _search.Runs("shared");
        using var working = EdgeNasProcess.Start(_search.Folder, "search", "run", _search.Spec, "--id", Id, "--plain", "--runs", runs);
        await working.WaitForAsync("supernet round ", working.Freeze);

        var second = await EdgeNasProcess.RunAsync(_search.Folder, "search", "resume", Id, "--plain", "--runs", runs);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(Id, second.Error);
        Assert.DoesNotContain("   at ", second.Error);

        var status = await EdgeNasProcess.RunAsync(_search.Folder, "search", "status", Id, "--json", "--runs", runs);
        Assert.True(status.ExitCode == 0, status.Error);
        Assert.NotNull(JsonNode.Parse(status.Output));
        working.Thaw();
        Assert.Equal(0, await working.ExitCodeAsync());
    }

    private void Change(string setting, string into)
    {
        string spec = File.ReadAllText(_search.Spec);
        Assert.Contains(setting, spec);
        File.WriteAllText(_search.Spec, spec.Replace(setting, into));
    }

    private async Task KillAfter(string line, params string[] arguments)
    {
        using var process = EdgeNasProcess.Start(_search.Folder, arguments);
        await process.WaitForAsync(line, process.Kill);
        await process.ExitCodeAsync();
    }

    private async Task PauseAfter(string line, params string[] arguments)
    {
        using var process = EdgeNasProcess.Start(_search.Folder, arguments);
        await process.WaitForAsync(line, process.Interrupt);
        Assert.Equal(130, await process.ExitCodeAsync());
        Assert.Contains("search resume", process.Output + process.Error);
    }
}

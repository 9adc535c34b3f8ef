using System.Diagnostics;

namespace EdgeNas.Learning.Tests.Training;

public sealed class ProcessTests
{
    [Fact]
    public async Task Train_InAnotherProcess_GivesBitIdenticalCheckpoints()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        Task<string> there = process.StandardOutput.ReadToEndAsync();

        string here = Program.Train();

        Assert.Equal(here, (await there).Trim());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}

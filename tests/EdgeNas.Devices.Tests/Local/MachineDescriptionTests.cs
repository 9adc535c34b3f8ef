using EdgeNas.Devices.Local;

namespace EdgeNas.Devices.Tests.Local;

public sealed class MachineDescriptionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("edgenas-machine-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Processor_OfX86_IsItsModelName()
    {
        Write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Fast CPU @ 3.0: turbo\n\nprocessor\t: 1\nmodel name\t: Fast CPU @ 3.0: turbo\n");
        Assert.Equal("Fast CPU @ 3.0: turbo, 2 processors", new MachineDescription(_root).Processor);
    }

    [Fact]
    public void Processor_OfArmBoard_IsTheBoard()
    {
        Write("proc/cpuinfo", "processor\t: 0\nCPU part\t: 0xd42\n\nModel\t\t: Some Developer Kit\n");
        Assert.Equal("Some Developer Kit, 1 processors", new MachineDescription(_root).Processor);
    }

    [Fact]
    public void Processor_NothingKnown_IsTheArchitecture() => Assert.Matches(@"^\w+ processor, \d+ processors$", new MachineDescription(_root).Processor);

    [Fact]
    public void Governor_Present_IsRead()
    {
        Write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        Assert.Equal("performance", new MachineDescription(_root).Governor);
    }

    [Fact]
    public void Governor_Absent_IsUnknown() => Assert.Equal("unknown", new MachineDescription(_root).Governor);

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

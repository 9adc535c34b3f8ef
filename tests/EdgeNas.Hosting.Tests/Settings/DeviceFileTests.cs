using EdgeNas.Domain;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class DeviceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SimulatedWithAKey_TakesTheOthersFromTheStandard()
    {
        var device = DeviceFile.Load(_folder.Write("slow.conf", "name = slow\nkind = simulated\nsimulated.bytes-per-ns = 2"));

        Assert.Equal(("slow", "simulated", 2.0, 16.0), (device.Name, device.Kind, device.Formula.BytesPerNanosecond, device.Formula.MultiplyAddsPerNanosecond));
    }

    [Fact]
    public void Load_AllThatIsWrong_IsReportedAtOnceWithItsLine()
    {
        var error = Assert.Throws<SettingsException>(() => DeviceFile.Load(_folder.Write("bad.conf", "name = \"../x\"\nkind = toaster\nsimulated.cache-kib = 3")));

        Assert.Contains("bad.conf:1: name = ../x: expected letters, digits and dashes", error.Message);
        Assert.Contains("bad.conf:2: kind = toaster: expected one of local-cpu, simulated", error.Message);
        Assert.Contains("bad.conf:3: simulated.cache-kib is not a known key", error.Message);
    }

    [Fact]
    public void Catalog_UnknownName_ListsTheKnown()
    {
        _folder.Write("slow.conf", "name = slow\nkind = simulated");
        var catalog = new DeviceCatalog(_folder.Path);

        Assert.Equal("slow", catalog.Of(["slow"]).Single().Name);
        Assert.Contains("'pi': known are local-cpu, simulated, slow", Assert.Throws<EdgeNasException>(() => catalog.Of(["pi"])).Message);
    }

    [Fact]
    public void Catalog_TwoFilesOfOneName_IsAnError()
    {
        _folder.Write("a.conf", "name = slow\nkind = simulated");
        _folder.Write("b.conf", "name = slow\nkind = local-cpu");

        Assert.Contains("name of its own", Assert.Throws<EdgeNasException>(() => new DeviceCatalog(_folder.Path)).Message);
    }
}

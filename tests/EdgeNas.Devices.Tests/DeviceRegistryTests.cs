using EdgeNas.Domain;

namespace EdgeNas.Devices.Tests;

public sealed class DeviceRegistryTests
{
    [Theory]
    [InlineData("local-cpu")]
    [InlineData("simulated")]
    public void Create_KnownName_GivesThatDevice(string name) =>
        Assert.Equal(name, DeviceRegistry.Create(name, TestSpecs.Measure, 1, TimeProvider.System).Identity.Device);

    [Fact]
    public void Create_UnknownName_ListsTheKnown()
    {
        var error = Assert.Throws<EdgeNasException>(() => DeviceRegistry.Create("jetson", TestSpecs.Measure, 1, TimeProvider.System));
        Assert.Contains("'jetson': known are local-cpu, simulated", error.Message);
    }
}

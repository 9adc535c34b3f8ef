using EdgeNas.Devices.Local;
using EdgeNas.Domain;

namespace EdgeNas.Devices.Tests.Local;

public sealed class ProcessorChoiceTests
{
    [Fact]
    public void Choose_TwoPerCore_TakesOneOfEachCoreFirst()
    {
        static string CoreOf(int processor) => $"{processor % 4}";
        Assert.Equal([7, 6, 5], ProcessorChoice.Choose([0, 1, 2, 3, 4, 5, 6, 7], 3, CoreOf));
        Assert.Equal([7, 6, 5, 4, 3], ProcessorChoice.Choose([0, 1, 2, 3, 4, 5, 6, 7], 5, CoreOf));
        Assert.Equal([7, 2, 3], ProcessorChoice.Choose([2, 3, 7], 3, CoreOf));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Choose_NotThatManyAllowed_SaysHowManyThereAre(int threads)
    {
        var error = Assert.Throws<EdgeNasException>(() => ProcessorChoice.Choose([0, 4], threads, processor => $"{processor}"));
        Assert.Contains($"measure.threads = {threads}, but this process may use 2 processors (0, 4)", error.Message);
    }

    [Fact]
    public void PinTo_OneProcessor_RestrictsThisThreadUntilItIsSetBack()
    {
        int[] all = NativeThread.Processors;
        try
        {
            NativeThread.PinTo(all[^1]);
            Assert.Equal([all[^1]], NativeThread.Processors);
        }
        finally
        {
            NativeThread.PinTo(all);
        }

        Assert.Equal(all, NativeThread.Processors);
    }

    [Fact]
    public void ProcessorTime_WhileComputing_Grows()
    {
        var before = NativeThread.ProcessorTime;
        Assert.True(SpinWait.SpinUntil(() => NativeThread.ProcessorTime > before + TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(20)));
    }
}

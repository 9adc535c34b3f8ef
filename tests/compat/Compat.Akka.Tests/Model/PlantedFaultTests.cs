using Xunit.Abstractions;

namespace Compat.Akka.Tests.Model;

/// <summary>The model is worth something only if it notices faults: each of these must show within so many random programs.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int MostPrograms = 1_000;

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.None)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Programs_WithAFault_ShowIt(Fault fault)
    {
        using var runner = new SeededRunner(throughput: 1);
        int first = Random.Shared.Next(int.MaxValue - MostPrograms);
        for (int seed = first; seed < first + MostPrograms; seed++)
        {
            var world = runner.Run(ModelProgram.Generate(seed), fault);
            if (world.Violations.Count == 0) continue;
            output.WriteLine($"{fault}: program {seed - first + 1}, seed {seed}: {world.Violations[0]}");
            return;
        }

        Assert.Fail($"{fault} shows in none of {MostPrograms} programs from seed {first}.");
    }
}

using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Xunit.Abstractions;

namespace Compat.Akka.Tests.Model;

/// <summary>
/// Random programs of tells, becomes, stashes, failures, stops, watches and timers against a reference model. The environment variable EDGENAS_SEED
/// replays the program of a seed that a failure printed.
/// </summary>
public sealed class KernelModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 5_000)]
    [InlineData(7, 5_000)]
    public void Programs_MailboxesInSeededOrder_BehaveAsTheModel(int throughput, int programs)
    {
        var clock = Stopwatch.StartNew();
        long handled = 0, restarts = 0;
        using var runner = new SeededRunner(throughput);
        foreach (int seed in Seeds(programs))
        {
            var world = runner.Run(ModelProgram.Generate(seed));
            handled += world.Counts.Handled;
            restarts += world.Counts.Restarts;
            if (world.Violations.Count > 0) Assert.Fail(Explained(runner, ModelProgram.Generate(seed)));
        }

        output.WriteLine($"{handled} letters handled, {restarts} restarts, {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task Programs_OnTheThreadPool_BehaveAsTheModel()
    {
        const int AtOnce = 25;
        var system = ActorSystem.Create("model", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }"));
        try
        {
            var stage = system.ActorOf(Stage.Props, "stage");
            foreach (int[] seeds in Seeds(1_000).Chunk(AtOnce)) await Task.WhenAll(seeds.Select(seed => RunOnPool(stage, ModelProgram.Generate(seed))));
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static async Task RunOnPool(IActorRef stage, ModelProgram program)
    {
        var world = new World(exact: false);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Tell(new Stage.Begin(world, program.Root, begun), ActorRefs.NoSender);
        await begun.Task;
        foreach (var step in program.Steps)
        {
            if (step.Order is null) await Task.Yield();
            else world.Tell(-1, step.Slot, step.Order, ActorRefs.NoSender);
        }

        world.Complete();
        stage.Tell(new Stage.End(world), ActorRefs.NoSender);
        await Task.WhenAny(world.WhenOver, Task.Delay(TimeSpan.FromSeconds(20)));
        world.CheckAtEnd();
        if (world.Violations.Count > 0) Assert.Fail($"{world.Violations[0]}\n{program}");
    }

    private static string Explained(SeededRunner runner, ModelProgram program)
    {
        for (int step = 0; step < program.Steps.Count;)
        {
            var shorter = program.Without(step);
            if (runner.Run(shorter).Violations.Count > 0) program = shorter;
            else step++;
        }

        var world = runner.Run(program);
        return $"{string.Join("\n", world.Violations)}\n{program}\n--\n{world.Trace}";
    }

    private IEnumerable<int> Seeds(int count)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("EDGENAS_SEED"), out int given)) return [given];
        int first = Random.Shared.Next(int.MaxValue - count);
        output.WriteLine($"seeds {first} to {first + count - 1}");
        return Enumerable.Range(first, count);
    }
}

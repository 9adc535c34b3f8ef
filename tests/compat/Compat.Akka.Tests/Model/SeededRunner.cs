using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;

namespace Compat.Akka.Tests.Model;

/// <summary>Runs programs on one thread: mailboxes in the order of the program's seed, time when the program says so.</summary>
public sealed class SeededRunner : IDisposable
{
    private const int MostBatches = 100_000;

    private readonly ActorSystem _system;
    private readonly SeededDispatcher _dispatcher;
    private readonly TestScheduler _scheduler;
    private readonly IActorRef _stage;

    public SeededRunner(int throughput)
    {
        _system = ActorSystem.Create("model", ConfigurationFactory.ParseString(
            $$"""
            akka {
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              loggers-dispatcher = akka.actor.internal-dispatcher
              scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
            }
            model-dispatcher {
              type = "Compat.Akka.Tests.Model.SeededDispatcherConfigurator, Compat.Akka.Tests"
              throughput = {{throughput}}
            }
            akka.actor.default-dispatcher = ${model-dispatcher}
            """));
        _scheduler = (TestScheduler)_system.Scheduler;
        _dispatcher = (SeededDispatcher)_system.Dispatchers.Lookup("akka.actor.default-dispatcher");
        _stage = _system.ActorOf(Stage.Props, "stage");
    }

    /// <returns>The world when all is over; it knows what went wrong.</returns>
    public World Run(ModelProgram program, Fault fault = Fault.None)
    {
        var world = new World(exact: true, fault);
        var random = new Random(program.Seed);
        var begun = new TaskCompletionSource();
        _stage.Tell(new Stage.Begin(world, program.Root, begun), ActorRefs.NoSender);
        Pump(random, until: begun.Task);
        foreach (var step in program.Steps)
        {
            while (random.Next(4) != 0 && _dispatcher.RunOne(random))
            {
            }

            if (step.Order is null) _scheduler.Advance(TimeSpan.FromMilliseconds(step.Milliseconds));
            else world.Tell(-1, step.Slot, step.Order, ActorRefs.NoSender);
        }

        Drain(world, random);
        _scheduler.Advance(TimeSpan.FromSeconds(1));
        Drain(world, random);
        world.CheckAtRest();
        _stage.Tell(new Stage.End(world), ActorRefs.NoSender);
        Drain(world, random);
        world.CheckAtEnd();
        return world;
    }

    public void Dispose() => Pump(new Random(0), _system.Terminate());

    private void Drain(World world, Random random)
    {
        int batches = 0;
        while (_dispatcher.RunOne(random))
        {
            if (++batches < MostBatches) continue;
            world.Violations.Add("it doesn't come to rest");
            return;
        }
    }

    /// <summary>Where the system's own threads have a part in it.</summary>
    private void Pump(Random random, Task until)
    {
        while (!until.IsCompleted)
        {
            if (!_dispatcher.RunOne(random)) Thread.Yield();
        }
    }
}

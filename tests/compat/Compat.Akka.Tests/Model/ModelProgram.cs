namespace Compat.Akka.Tests.Model;

/// <summary>What the driver of a program does next.</summary>
/// <param name="Order">Null for letting time pass.</param>
public sealed record Step(int Slot, Order? Order, int Milliseconds)
{
    public override string ToString() => Order is null ? $"advance {Milliseconds} ms" : $"tell {Slot} {Order}";
}

/// <summary>A random program of actors: the steps of its driver and the seed of the order in which mailboxes run meanwhile.</summary>
public sealed record ModelProgram(int Seed, Supervision Root, IReadOnlyList<Step> Steps)
{
    private static readonly Verb[] Verbs =
    [
        Verb.Nothing, Verb.Nothing, Verb.Nothing, Verb.Relay, Verb.Relay, Verb.Relay, Verb.Spawn, Verb.Spawn, Verb.Spawn, Verb.Fail, Verb.Fail, Verb.StopSelf, Verb.StopChild,
        Verb.Poison, Verb.Kill, Verb.Watch, Verb.Watch, Verb.Watch, Verb.Unwatch, Verb.Hold, Verb.Hold, Verb.Open, Verb.Open, Verb.StartTimer, Verb.StartTimer,
        Verb.StartPeriodic, Verb.CancelTimer,
    ];

    public static ModelProgram Generate(int seed)
    {
        var random = new Random(seed);
        var steps = new List<Step>();

        // First a family, then whatever comes.
        for (int count = 0; count < 3; count++) steps.Add(new Step(random.Next(8), new Order(Verb.Spawn, 0, random.Next(1000)), 0));
        for (int count = random.Next(10, 60); count > 0; count--)
            steps.Add(random.Next(10) == 0 ? new Step(0, null, random.Next(30)) : Told(random));
        return new ModelProgram(seed, new Supervision(random.Next(3) == 0, -1), steps);
    }

    public ModelProgram Without(int step) => this with { Steps = [.. Steps.Where((_, index) => index != step)] };

    public override string ToString() => $"seed {Seed}, root {Root}:\n  " + string.Join("\n  ", Steps);

    /// <summary>The root is seldom told to end: what is left of the program would come to nothing.</summary>
    private static Step Told(Random random)
    {
        var order = AnOrder(random, depth: 0);
        bool ends = order.Verb is Verb.Poison or Verb.Kill or Verb.StopSelf or Verb.Fail && random.Next(8) != 0;
        return new Step(ends ? 1 + random.Next(8) : random.Next(64), order, 0);
    }

    private static Order AnOrder(Random random, int depth)
    {
        var verb = Verbs[random.Next(Verbs.Length)];
        if (verb == Verb.Relay && depth == 3) verb = Verb.Nothing;
        return new Order(verb, random.Next(64), random.Next(1000) % (verb is Verb.StartTimer or Verb.StartPeriodic ? 40 : 1000), verb == Verb.Relay ? AnOrder(random, depth + 1) : null);
    }
}

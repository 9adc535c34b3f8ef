using Akka.Actor;

namespace Compat.Akka.Tests.Model;

/// <summary>What a letter has its receiver do.</summary>
public enum Verb
{
    Nothing, Relay, Spawn, Fail, StopSelf, StopChild, Poison, Kill, Watch, Unwatch, Hold, Open, StartTimer, StartPeriodic, CancelTimer,
}

/// <param name="Slot">Which actor it is about, counted round among those that exist then.</param>
/// <param name="Detail">Timer key and delay, or the seed of a strategy or of directives.</param>
/// <param name="Inner">What is relayed.</param>
public sealed record Order(Verb Verb, int Slot, int Detail, Order? Inner = null)
{
    public override string ToString() => $"{Verb}({Slot},{Detail}{(Inner is null ? "" : "," + Inner)})";
}

/// <summary>One message; each is told once.</summary>
public sealed class Letter(World world, int id, int from, int to, Order order)
{
    public World World { get; } = world;

    public int Id { get; } = id;

    /// <summary>Slot of the sender; -1 is the driver.</summary>
    public int From { get; } = from;

    public int To { get; } = to;

    public Order Order { get; } = order;

    /// <summary>Guarded by the world.</summary>
    public int Handled { get; set; }

    public int Dead { get; set; }

    public bool Seen { get; set; }

    public bool InStash { get; set; }

    public override string ToString() => $"#{Id} {From}->{To} {Order}";
}

/// <summary>What a timer tells its actor.</summary>
public sealed record Ring(int Key, int Generation);

/// <summary>A failure that says what each level of supervisors decides; the last one decides for all above.</summary>
public sealed class ModelException(int origin, Directive[] directives) : Exception("model")
{
    public int Origin { get; } = origin;

    public int Level { get; private set; } = -1;

    public Directive Decide()
    {
        Level++;
        return Level < directives.Length ? directives[Level] : Directive.Stop;
    }
}

/// <summary>How an actor supervises.</summary>
/// <param name="Limit">-1 for none.</param>
public sealed record Supervision(bool AllForOne, int Limit);

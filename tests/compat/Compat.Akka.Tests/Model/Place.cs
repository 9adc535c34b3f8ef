using Akka.Actor;

namespace Compat.Akka.Tests.Model;

internal enum PlaceState
{
    New, Running, Restarting, Ended,
}

/// <summary>What the reference model knows of one actor, over all its incarnations.</summary>
/// <param name="parentIncarnation">Which incarnation of its parent made it.</param>
internal sealed class Place(int slot, int parent, int parentIncarnation, Supervision supervision)
{
    public int Slot { get; } = slot;

    /// <summary>-1 for the stage.</summary>
    public int Parent { get; } = parent;

    public int ParentIncarnation { get; } = parentIncarnation;

    public Supervision Supervision { get; } = supervision;

    /// <summary>Null until its parent has it.</summary>
    public IActorRef? Actor { get; set; }

    public int Incarnation { get; set; }

    public PlaceState State { get; set; }

    /// <summary>Whether a failure of it waits for a supervisor's decision.</summary>
    public bool Failed { get; set; }

    public bool IsStopping { get; set; }

    /// <summary>Whether a supervisor has decided so.</summary>
    public bool MustEnd { get; set; }

    public int RestartsDecided { get; set; }

    /// <summary>Letters and ends, the next one first. Only kept where one thread runs everything.</summary>
    public LinkedList<object> Queue { get; } = [];

    public List<Letter> Stash { get; } = [];

    /// <summary>How often each actor is watched whose end hasn't been seen.</summary>
    public Dictionary<int, int> Watching { get; } = [];

    /// <summary>Whose end must be seen if they end.</summary>
    public HashSet<int> Awaited { get; } = [];

    public Dictionary<int, (int Generation, bool IsPeriodic)> Timers { get; } = [];

    /// <summary>The last letter of each sender.</summary>
    public Dictionary<int, int> LastFrom { get; } = [];

    public bool HasEnded => State == PlaceState.Ended;

    /// <summary>Who is stopped between the two halves of its restart has no incarnation left to say so.</summary>
    public bool MayHaveEnded => State is PlaceState.Ended or PlaceState.Restarting;

    /// <summary>Also of one that has nobody left to say so.</summary>
    public void EndIfStopped()
    {
        if (State == PlaceState.Restarting && Actor is IInternalActorRef { IsTerminated: true }) State = PlaceState.Ended;
    }
}

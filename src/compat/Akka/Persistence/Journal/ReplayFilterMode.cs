namespace Akka.Persistence.Journal;

/// <summary>What becomes of replayed events that two writers have written at the same time.</summary>
public enum ReplayFilterMode
{
    Fail,

    /// <summary>They are replayed all the same, with a warning.</summary>
    Warn,

    /// <summary>Those of the older writer are left out, with a warning.</summary>
    RepairByDiscardOld,

    Disabled,
}

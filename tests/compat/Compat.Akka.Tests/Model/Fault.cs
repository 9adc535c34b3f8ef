namespace Compat.Akka.Tests.Model;

/// <summary>A fault between the kernel and the actors, planted to see whether the model notices it.</summary>
public enum Fault
{
    None,

    /// <summary>Now and then a letter is lost, and is no dead letter either.</summary>
    LetterLost,

    /// <summary>Now and then a letter comes twice.</summary>
    LetterTwice,

    /// <summary>Now and then a letter comes after the next one.</summary>
    LettersSwapped,

    /// <summary>A letter comes when the actor has ended.</summary>
    LetterAfterTheEnd,

    /// <summary>A letter comes while the actor is between two incarnations.</summary>
    LetterWhileRestarting,

    StashLost,

    /// <summary>What was stashed comes back at once, while the actor still stashes.</summary>
    StashReleasedEarly,

    EndNotTold,

    EndToldTwice,

    RingTwice,

    /// <summary>A timer that was cancelled or replaced rings all the same.</summary>
    CancelledTimerRings,

    PostStopLeftOut,

    PreRestartLeftOut,

    PostRestartLeftOut,

    ResumedInsteadOfRestarted,

    RestartedInsteadOfResumed,

    StoppedInsteadOfEscalated,

    RestartedInsteadOfStopped,
}

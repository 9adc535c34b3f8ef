using Akka.Actor;

namespace Compat.Akka.Tests.Model;

/// <summary>A model actor whose kernel seems to have a fault: what happens to it isn't what should.</summary>
public sealed class FaultyActor(World world, int slot, Supervision supervision, Fault fault) : ModelActor(world, slot, supervision)
{
    /// <summary>Faults are rare enough to need a search, and common enough to be found.</summary>
    private const int EveryNth = 3;

    private int _chances;
    private object? _late;
    private Letter? _last;
    private Ring? _ring;

    public override void AroundPostStop()
    {
        if (fault == Fault.PostStopLeftOut) return;
        base.AroundPostStop();
        if (fault == Fault.LetterAfterTheEnd && _last is not null) base.AroundReceive(OnReceiveOf, _last);
    }

    public override void AroundPreRestart(Exception cause, object? message)
    {
        if (fault == Fault.PreRestartLeftOut) return;
        base.AroundPreRestart(cause, message!);
        if (fault == Fault.LetterWhileRestarting && _last is not null) base.AroundReceive(OnReceiveOf, _last);
    }

    public override void AroundPostRestart(Exception cause, object? message)
    {
        if (fault == Fault.PostRestartLeftOut) return;
        base.AroundPostRestart(cause, message!);
    }

    protected override bool AroundReceive(Receive receive, object message)
    {
        switch (fault, message)
        {
            case (Fault.LetterLost, Letter) when Strikes():
            case (Fault.EndNotTold, Terminated):
                return true;

            case (Fault.LetterTwice, Letter { Order.Verb: Verb.Nothing or Verb.Relay }) when Strikes():
            case (Fault.EndToldTwice, Terminated):
                base.AroundReceive(receive, message);
                return base.AroundReceive(receive, message);

            case (Fault.LettersSwapped, Letter) when _late is null && Strikes():
                _late = message;
                return true;

            case (Fault.LettersSwapped, Letter) when _late is { } late:
                _late = null;
                base.AroundReceive(receive, message);
                return base.AroundReceive(receive, late);

            case (Fault.CancelledTimerRings, Letter { Order.Verb: Verb.CancelTimer or Verb.StartTimer or Verb.StartPeriodic }) when _ring is { } ring:
                base.AroundReceive(receive, message);
                base.Hear(ring);
                return true;
        }

        if (message is Letter { Order.Verb: Verb.Nothing } letter) _last = letter;
        return base.AroundReceive(receive, message);
    }

    protected override void Release()
    {
        if (fault == Fault.StashLost) Stash.ClearStash();
        else base.Release();
    }

    protected override void Keep()
    {
        base.Keep();
        if (fault == Fault.StashReleasedEarly && ++_chances == EveryNth) Stash.UnstashAll();
    }

    protected override void Hear(Ring ring)
    {
        _ring = ring;
        base.Hear(ring);
        if (fault == Fault.RingTwice) base.Hear(ring);
    }

    protected override Directive Decide(Exception cause) => (fault, base.Decide(cause)) switch
    {
        (Fault.ResumedInsteadOfRestarted, Directive.Restart) => Directive.Resume,
        (Fault.RestartedInsteadOfResumed, Directive.Resume) => Directive.Restart,
        (Fault.StoppedInsteadOfEscalated, Directive.Escalate) => Directive.Stop,
        (Fault.RestartedInsteadOfStopped, Directive.Stop) => Directive.Restart,
        (_, var decided) => decided,
    };

    private bool OnReceiveOf(object message)
    {
        OnReceive(message);
        return true;
    }

    private bool Strikes() => ++_chances % EveryNth == 0;
}

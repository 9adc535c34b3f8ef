using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Keeps back the system messages that have to wait until the actor is resumed or its children have stopped.</summary>
internal sealed class SystemMessageStash
{
    private readonly Queue<SystemMessage> _held = new();

    private enum Phase
    {
        Normal,
        Suspended,
        WaitingForChildren,
    }

    public void Invoke(ActorCell cell, SystemMessage message)
    {
        var phase = PhaseOf(cell);
        if (MustWait(message, phase))
        {
            _held.Enqueue(message);
            return;
        }

        cell.Handle(message);
        for (var next = PhaseOf(cell); _held.Count > 0 && next < phase; next = PhaseOf(cell))
        {
            phase = next;
            Release(cell);
        }
    }

    private void Release(ActorCell cell)
    {
        for (int left = _held.Count; left > 0; left--)
        {
            var message = _held.Dequeue();
            if (cell.IsTerminated) cell.HandleDeadSystemMessage(message);
            else if (MustWait(message, PhaseOf(cell))) _held.Enqueue(message);
            else cell.Handle(message);
        }
    }

    private static bool MustWait(SystemMessage message, Phase phase) => phase switch
    {
        Phase.Suspended => message.WaitsWhileSuspended,
        Phase.WaitingForChildren => message.WaitsForChildren,
        _ => false,
    };

    private static Phase PhaseOf(ActorCell cell) =>
        cell.Children.IsWaiting ? Phase.WaitingForChildren : cell.Mailbox.IsSuspended ? Phase.Suspended : Phase.Normal;
}

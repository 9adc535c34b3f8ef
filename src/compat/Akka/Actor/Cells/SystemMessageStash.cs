using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>Keeps back the system messages that have to wait until the actor is resumed or its children have stopped.</summary>
internal sealed class SystemMessageStash
{
    private Queue<SystemMessage>? _held;

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
            (_held ??= new Queue<SystemMessage>()).Enqueue(message);
            return;
        }

        cell.Handle(message);
        if (_held is null) return;
        for (var next = PhaseOf(cell); _held.Count > 0 && next < phase; next = PhaseOf(cell))
        {
            phase = next;
            Release(cell, _held);
        }
    }

    private static void Release(ActorCell cell, Queue<SystemMessage> held)
    {
        for (int left = held.Count; left > 0; left--)
        {
            var message = held.Dequeue();
            if (cell.IsTerminated) cell.HandleDeadSystemMessage(message);
            else if (MustWait(message, PhaseOf(cell))) held.Enqueue(message);
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

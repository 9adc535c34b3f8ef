using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Below /temp: turns the first message that it gets into a task's result.</summary>
internal sealed class FutureActorRef<T>(TaskCompletionSource<T> result, ActorPath path, IActorRefProvider provider) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public override bool IsTerminated => result.Task.IsCompleted;

    public override void SendSystemMessage(ISystemMessage message)
    {
        // A watched actor's end is an answer as well.
        if (message is DeathWatchNotification gone) TellInternal(new Terminated(gone.Actor, gone.ExistenceConfirmed, gone.AddressTerminated), gone.Actor);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        bool accepted = message switch
        {
            T reply => result.TrySetResult(reply),
            Status.Failure failure => result.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => result.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (!accepted && !result.Task.IsCanceled) Provider.DeadLetters.Tell(message, this);
    }
}

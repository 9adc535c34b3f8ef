namespace Akka.Actor;

/// <summary>Request and reply.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends a message from a temporary reference; the task ends with the first reply.</summary>
    /// <param name="messageFactory">Makes the message, given the reference that replies go to.</param>
    /// <param name="timeout">Null for <c>akka.actor.ask-timeout</c>.</param>
    /// <returns>Faulted with <see cref="AskTimeoutException"/> if none comes in time, with the cause of a <see cref="Status.Failure"/>, or with <see cref="ArgumentException"/> by a reply of another type.</returns>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self);
        var future = new FutureActorRef<T>(provider);
        future.EndWith(timeout ?? provider.Settings.AskTimeout, cancellationToken);
        self.Tell(messageFactory(future), future);
        return future.Result;
    }

    private static IActorRefProvider ProviderOf(ICanTell self) => self switch
    {
        IInternalActorRef reference => reference.Provider,
        ActorSelection { Anchor: IInternalActorRef anchor } => anchor.Provider,
        _ => Internal.InternalCurrentActorCellKeeper.Current?.SystemImpl.Provider ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self)),
    };
}

using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

public static class GracefulStopSupport
{
    /// <summary>Sends a <see cref="PoisonPill"/> and waits for the actor's end.</summary>
    /// <returns>False if the actor is still there when the time is over.</returns>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => GracefulStop(target, timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        using var clock = new CancellationTokenSource(timeout);
        var gone = target.WatchAsync(clock.Token);
        target.Tell(stopMessage, ActorRefs.NoSender);
        return await gone.ConfigureAwait(false);
    }
}

public static class WatchAsyncSupport
{
    /// <summary>Waits for an actor's end.</summary>
    /// <returns>True once the actor is gone, false if the token was cancelled before.</returns>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var watchee = (IInternalActorRef)target;
        if (watchee.IsTerminated) return true;
        var provider = watchee.Provider;
        var watcher = new FutureActorRef<Terminated>(provider);
        watcher.EndWith(TimeSpan.Zero, token);
        watchee.SendSystemMessage(new Watch(watchee, watcher));
        try
        {
            await watcher.Result.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            watchee.SendSystemMessage(new Unwatch(watchee, watcher));
        }
    }
}

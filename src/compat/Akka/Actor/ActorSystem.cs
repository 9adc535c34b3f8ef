using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with what they share: configuration, threads, timers, events. Thread safe.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>When the system was made, as the time since the beginning of 1970 (UTC).</summary>
    public TimeSpan StartTime { get; } = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;

    public TimeSpan Uptime => TimeProvider.System.GetElapsedTime(_started);

    public abstract string Name { get; }

    public abstract Settings Settings { get; }

    public abstract Serialization.Serialization Serialization { get; }

    public abstract EventStream EventStream { get; }

    /// <summary>Where messages go that nobody can receive; each is published as <see cref="DeadLetter"/>.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Drops messages without a trace.</summary>
    public abstract IActorRef IgnoreRef { get; }

    public abstract Dispatchers Dispatchers { get; }

    public abstract Mailboxes Mailboxes { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Completes when all actors have stopped and the callbacks of <see cref="RegisterOnTermination"/> have run.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <param name="config">Wins over the reference configuration.</param>
    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup) => ActorSystemImpl.StartNew(name, setup);

    /// <summary>Starts an actor below /user.</summary>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    public abstract void Stop(IActorRef actor);

    /// <summary>Stops all actors, in the order that coordinated shutdown prescribes.</summary>
    public abstract Task Terminate();

    /// <summary>Runs code once all actors have stopped; what was registered last runs first.</summary>
    public abstract void RegisterOnTermination(Action code);

    public abstract object RegisterExtension(IExtensionId extension);

    public abstract object GetExtension(IExtensionId extensionId);

    public abstract T GetExtension<T>()
        where T : class, IExtension;

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public abstract bool TryGetExtension(Type extensionType, out object extension);

    public abstract bool TryGetExtension<T>(out T extension)
        where T : class, IExtension;

    /// <summary>Terminates and waits for it.</summary>
    public void Dispose()
    {
        Terminate().Wait();
        GC.SuppressFinalize(this);
    }
}

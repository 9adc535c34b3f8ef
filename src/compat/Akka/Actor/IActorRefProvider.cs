namespace Akka.Actor;

/// <summary>Makes and finds references for one system.</summary>
public interface IActorRefProvider
{
    IInternalActorRef RootGuardian { get; }

    IInternalActorRef TempContainer { get; }

    IActorRef DeadLetters { get; }

    IActorRef IgnoreRef { get; }

    ActorPath RootPath { get; }

    Settings Settings { get; }

    /// <summary>Completes when the last actor is gone.</summary>
    Task TerminationTask { get; }

    Address DefaultAddress { get; }

    /// <summary>A new path for a reference that waits for one reply.</summary>
    ActorPath TempPath();

    /// <summary>The reference that a path names, as <see cref="Serialization.Serialization.SerializedActorPath"/> writes it; where there is no such actor, one whose messages become dead letters.</summary>
    IActorRef ResolveActorRef(string path);

    IActorRef ResolveActorRef(ActorPath actorPath);

    IActorRef RootGuardianAt(Address address);

    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    void UnregisterTempActor(ActorPath path);

    /// <summary>The address under which those at <paramref name="address"/> reach this system; null if they can't.</summary>
    Address GetExternalAddressFor(Address address);
}

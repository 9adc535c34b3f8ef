using Akka.Actor;

namespace Akka.Remote;

/// <summary>Tells this incarnation of a node from the others that had or will have its address.</summary>
public class AddressUid : IExtension
{
    public int Uid { get; } = Random.Shared.Next(1, int.MaxValue);
}

public class AddressUidExtension : ExtensionIdProvider<AddressUid>
{
    public static int Uid(ActorSystem system) => system.WithExtension<AddressUid, AddressUidExtension>().Uid;

    public override AddressUid CreateExtension(ExtendedActorSystem system) => new();
}

using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>What one node's runtime says to another's.</summary>
internal sealed class SystemMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        Watch => "W",
        Unwatch => "U",
        DeathWatchNotification => "DW",
        Terminate => "T",
        _ => throw new ArgumentException($"{o?.GetType()} never leaves its node.", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => (obj switch
    {
        Watch watch => new WireWriter().Ref(watch.Watchee).Ref(watch.Watcher),
        Unwatch unwatch => new WireWriter().Ref(unwatch.Watchee).Ref(unwatch.Watcher),
        DeathWatchNotification gone => new WireWriter().Ref(gone.Actor).Flag(gone.ExistenceConfirmed).Flag(gone.AddressTerminated),
        Terminate => new WireWriter(),
        _ => throw new ArgumentException($"{obj?.GetType()} never leaves its node.", nameof(obj)),
    }).ToArray();

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new WireReader(bytes);
        object message = manifest switch
        {
            "W" => new Watch(Known(reader), Known(reader)),
            "U" => new Unwatch(Known(reader), Known(reader)),
            "DW" => new DeathWatchNotification(Known(reader), reader.Flag(), reader.Flag()),
            "T" => new Terminate(),
            _ => throw WireReader.UnknownManifest(manifest, this),
        };
        reader.End();
        return message;
    }

    private IInternalActorRef Known(WireReader reader) => (IInternalActorRef?)reader.Ref(system) ?? throw WireReader.Malformed("nobody where an actor is expected");
}

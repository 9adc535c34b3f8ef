using Akka.Actor;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Cluster.Tools.Client.Serialization;

/// <summary>The protocol of clients and receptionists as bytes; the messages within are written by their own serializers.</summary>
internal sealed class ClusterClientMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        ClusterClient.Send => "S",
        ClusterClient.SendToAll => "SA",
        GetContacts => "GC",
        Contacts => "C",
        Heartbeat => "HB",
        HeartbeatRsp => "HR",
        Services => "SV",
        _ => throw new ArgumentException($"{o?.GetType()} is not serialized here.", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        var writer = new WireWriter();
        switch (obj)
        {
            case ClusterClient.Send send:
                writer.Text(send.Path).Flag(send.LocalAffinity).Payload(system, send.Message);
                break;
            case ClusterClient.SendToAll send:
                writer.Text(send.Path).Payload(system, send.Message);
                break;
            case Contacts contacts:
                writer.All(contacts.Paths, static (to, path) => to.Text(path));
                break;
            case Services services:
                writer.All(services.Refs, static (to, service) => to.Ref(service));
                break;
        }

        return writer.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new WireReader(bytes);
        object message = manifest switch
        {
            "S" => ReadSend(reader),
            "SA" => new ClusterClient.SendToAll(reader.Text(), reader.Payload(system)!),
            "GC" => new GetContacts(),
            "C" => new Contacts([.. reader.All(from => from.Text())]),
            "HB" => new Heartbeat(),
            "HR" => new HeartbeatRsp(),
            "SV" => new Services([.. reader.All(from => from.Ref(system) ?? throw WireReader.Malformed("nobody where a service is expected"))]),
            _ => throw WireReader.UnknownManifest(manifest, this),
        };
        reader.End();
        return message;
    }

    private ClusterClient.Send ReadSend(WireReader reader)
    {
        string path = reader.Text();
        bool localAffinity = reader.Flag();
        return new ClusterClient.Send(path, reader.Payload(system)!, localAffinity);
    }
}

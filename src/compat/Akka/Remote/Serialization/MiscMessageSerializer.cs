using Akka.Actor;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>The runtime's own messages that users see, and remoting's.</summary>
internal sealed class MiscMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        Identify => "ID",
        ActorIdentity => "AID",
        PoisonPill => "PP",
        Kill => "K",
        Status.Success => "SS",
        Status.Failure => "SF",
        ActorSelectionMessage => "SEL",
        Done => "D",
        RemoteWatcher.Heartbeat => "RWHB",
        RemoteWatcher.HeartbeatRsp => "RWHR",
        _ => throw new ArgumentException($"{o?.GetType()} is not serialized here.", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        var writer = new WireWriter();
        switch (obj)
        {
            case Identify identify:
                writer.Payload(system, identify.MessageId);
                break;
            case ActorIdentity identity:
                writer.Payload(system, identity.MessageId).Ref(identity.Subject);
                break;
            case Status.Success success:
                writer.Payload(system, success.Status);
                break;
            case Status.Failure failure:
                Failures.Write(writer, failure.Cause).Payload(system, failure.State);
                break;
            case ActorSelectionMessage selection:
                writer.Payload(system, selection.Message).Flag(selection.WildCardFanOut).All(selection.Elements, static (to, element) => to.Byte(Kind(element)).Text(element.ToString()!));
                break;
            case RemoteWatcher.HeartbeatRsp response:
                writer.Int32(response.AddressUid);
                break;
        }

        return writer.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new WireReader(bytes);
        object message = manifest switch
        {
            "ID" => new Identify(reader.Payload(system)!),
            "AID" => new ActorIdentity(reader.Payload(system)!, reader.Ref(system)),
            "PP" => PoisonPill.Instance,
            "K" => Kill.Instance,
            "SS" => new Status.Success(reader.Payload(system)),
            "SF" => new Status.Failure(Failures.Read(reader), reader.Payload(system)),
            "SEL" => ReadSelection(reader),
            "D" => Done.Instance,
            "RWHB" => RemoteWatcher.Heartbeat.Instance,
            "RWHR" => new RemoteWatcher.HeartbeatRsp(reader.Int32()),
            _ => throw WireReader.UnknownManifest(manifest, this),
        };
        reader.End();
        return message;
    }

    private static byte Kind(SelectionPathElement element) => element switch
    {
        SelectParent => 0,
        SelectChildName => 1,
        SelectChildPattern => 2,
        SelectChildRecursive => 3,
        _ => throw new ArgumentException($"{element.GetType()} is no step of a selection that is known.", nameof(element)),
    };

    private ActorSelectionMessage ReadSelection(WireReader reader)
    {
        object payload = reader.Payload(system)!;
        bool fanOut = reader.Flag();
        return new ActorSelectionMessage(payload, reader.All(ReadElement), fanOut);
    }

    private static SelectionPathElement ReadElement(WireReader reader)
    {
        byte kind = reader.Byte();
        string text = reader.Text();
        return kind switch
        {
            0 => SelectParent.Instance,
            1 => new SelectChildName(text),
            2 => new SelectChildPattern(text),
            3 => SelectChildRecursive.Instance,
            _ => throw WireReader.Malformed($"{kind} is no step of a selection"),
        };
    }
}

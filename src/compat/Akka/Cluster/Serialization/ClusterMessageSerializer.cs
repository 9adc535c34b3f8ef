using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Cluster.Serialization;

/// <summary>The membership protocol as bytes.</summary>
internal sealed class ClusterMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override string Manifest(object o) => o switch
    {
        Join => "J",
        FullView => "V",
        Decision => "D",
        Ping => "P",
        Alive => "A",
        NotAMember => "N",
        GetView => "G",
        LeaveCluster => "L",
        DownMember => "DN",
        ExitingConfirmed => "X",
        _ => throw new ArgumentException($"{o?.GetType()} is not serialized here.", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        var writer = new WireWriter();
        switch (obj)
        {
            case Join join:
                Write(writer, join.Node).All(join.Roles, static (to, role) => to.Text(role)).Flag(join.IsSeed);
                break;
            case FullView { View: var view } full:
                writer.Int64(view.ClusterId).Int64(view.Term).Int64(view.Number).All([.. view.Entries.Values], Write).Flag(full.IsNews);
                break;
            case Decision decision:
                writer.Int64(decision.ClusterId).Int64(decision.Term).Int64(decision.Number).All(decision.Changes, Write);
                break;
            case Ping ping:
                writer.Int64(ping.ClusterId).Int64(ping.Term).Int64(ping.Number).Byte((byte)ping.Status);
                break;
            case Alive alive:
                Write(writer, alive.Node).Int64(alive.ClusterId);
                break;
            case NotAMember none:
                writer.Int32(none.Uid).Int64(none.ClusterId);
                break;
            case LeaveCluster leave:
                writer.Text(leave.Address.ToString());
                break;
            case DownMember down:
                writer.Text(down.Address.ToString());
                break;
            case ExitingConfirmed exiting:
                Write(writer, exiting.Node);
                break;
        }

        return writer.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new WireReader(bytes);
        object message = manifest switch
        {
            "J" => new Join(ReadNode(reader), [.. reader.All(from => from.Text())], reader.Flag()),
            "V" => new FullView(new ClusterView(reader.Int64(), reader.Int64(), reader.Int64(), ReadEntries(reader)), reader.Flag()),
            "D" => new Decision(reader.Int64(), reader.Int64(), reader.Int64(), [.. reader.All(ReadEntry)]),
            "P" => new Ping(reader.Int64(), reader.Int64(), reader.Int64(), ReadStatus(reader)),
            "A" => new Alive(ReadNode(reader), reader.Int64()),
            "N" => new NotAMember(reader.Int32(), reader.Int64()),
            "G" => new GetView(),
            "L" => new LeaveCluster(ReadAddress(reader)),
            "DN" => new DownMember(ReadAddress(reader)),
            "X" => new ExitingConfirmed(ReadNode(reader)),
            _ => throw WireReader.UnknownManifest(manifest, this),
        };
        reader.End();
        return message;
    }

    private static WireWriter Write(WireWriter writer, UniqueAddress node) => writer.Text(node.Address.ToString()).Int32(node.Uid);

    private static void Write(WireWriter writer, MemberEntry entry) => Write(writer, entry.Member.UniqueAddress)
        .Int32(entry.Member.UpNumber).Byte((byte)entry.Member.Status).All(entry.Member.Roles, static (to, role) => to.Text(role))
        .Flag(entry.Member.IsSeed).Flag(entry.IsReachable);

    private static UniqueAddress ReadNode(WireReader reader) => new(ReadAddress(reader), reader.Int32());

    private static Address ReadAddress(WireReader reader)
    {
        string text = reader.Text();
        return Address.TryParse(text, out var address) && address.HasGlobalScope ? address : throw WireReader.Malformed($"'{text}' is no node's address");
    }

    private static MemberStatus ReadStatus(WireReader reader)
    {
        var status = (MemberStatus)reader.Byte();
        return Enum.IsDefined(status) ? status : throw WireReader.Malformed($"{status} is no member's status");
    }

    private static MemberEntry ReadEntry(WireReader reader)
    {
        var node = ReadNode(reader);
        return new MemberEntry(Member.Create(node, reader.Int32(), ReadStatus(reader), [.. reader.All(from => from.Text())], reader.Flag()), reader.Flag());
    }

    private static ImmutableDictionary<UniqueAddress, MemberEntry> ReadEntries(WireReader reader)
    {
        var entries = ImmutableDictionary.CreateBuilder<UniqueAddress, MemberEntry>();
        foreach (var entry in reader.All(ReadEntry)) entries[entry.Member.UniqueAddress] = entry;
        return entries.ToImmutable();
    }
}

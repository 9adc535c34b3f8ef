using Akka.Actor;

namespace Akka.Remote.Amqp;

/// <summary>What things are called on the broker.</summary>
internal sealed class AmqpNames(string prefix)
{
    /// <summary>Host that stands for all seeds of a system, with port 0.</summary>
    public const string AnySeed = "seeds";

    /// <summary>Frames to any node, by its key.</summary>
    public string Nodes { get; } = $"{prefix}.nodes";

    /// <summary>Frames to seeds: all a restricted user may write to.</summary>
    public string Seeds { get; } = $"{prefix}.seeds";

    /// <summary>What seeds tell all nodes of a system.</summary>
    public string News { get; } = $"{prefix}.news";

    public string Mailbox(Address node) => $"{prefix}.mailbox.{Key(node)}";

    /// <summary>Held by the one seed that decides about membership.</summary>
    public string Lock(string system) => $"{prefix}.coordinator.{system}";

    public static string Key(Address node) => node.HostPort();

    public static string SeedsKey(string system) => $"{system}@{AnySeed}:0";

    /// <summary>The address that all seeds of a system answer to.</summary>
    public static Address AddressOfSeeds(Address own) => own.WithHost(AnySeed).WithPort(0);
}

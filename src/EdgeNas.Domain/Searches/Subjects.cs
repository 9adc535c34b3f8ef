namespace EdgeNas.Domain.Searches;

/// <summary>What the networks are that a search trains from scratch.</summary>
public static class Subjects
{
    public const string Winner = "winner";

    /// <summary>Baseline: the widest MobileNetV2 chain of the space's shape that keeps the limit.</summary>
    public const string MobileNetV2 = "mobilenetv2";

    /// <summary>Baseline: of as many random architectures under the limit, the one with the best inherited accuracy.</summary>
    public const string Random = "random";

    /// <summary>In the order in which they are trained.</summary>
    public static IReadOnlyList<string> All { get; } = [Winner, MobileNetV2, Random];
}

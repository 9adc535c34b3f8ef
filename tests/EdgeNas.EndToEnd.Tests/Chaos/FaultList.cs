using EdgeNas.EndToEnd.Tests.Chaos.Faults;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>Which faults happen, in which order: the same for the same seed.</summary>
internal static class FaultList
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    /// <summary>Every kind, as often as it stands here, before any comes again.</summary>
    private static readonly Fault[] Kinds =
    [
        new Kill(), new Kill(), new Kill(), new KillLeader(), new Freeze(Long), new CutNetwork(TimeSpan.FromSeconds(3)), new CutNetwork(TimeSpan.FromSeconds(12)),
        new SlowNetwork(TimeSpan.FromMilliseconds(200)), new RestartBroker(), new RestartDatabase(), new PowerLoss(), new FullDisk(), new CorruptCache(), new CorruptStore(),
        new BadBoard(Mischief.Garbage), new BadBoard(Mischief.Duplicates), new BadBoard(Mischief.Delay), new BadBoard(Mischief.Slowness),
    ];

    public static IEnumerable<Fault> Of(int count, Random random)
    {
        for (var left = new List<Fault>(); count > 0; count--)
        {
            if (left.Count == 0) left.AddRange(Kinds);
            int next = random.Next(left.Count);
            yield return left[next];
            left.RemoveAt(next);
        }
    }
}

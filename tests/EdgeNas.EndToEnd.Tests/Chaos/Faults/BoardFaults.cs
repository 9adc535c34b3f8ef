namespace EdgeNas.EndToEnd.Tests.Chaos.Faults;

/// <summary>Another board of the device joins, and misbehaves. It does so only while the search wants something measured.</summary>
internal sealed record BadBoard(Mischief Mischief) : Fault(Mischief switch
{
    Mischief.Garbage => "board that answers garbage",
    Mischief.Duplicates => "board that sends results several times",
    Mischief.Delay => "board whose results come too late",
    _ => "slow board",
})
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override bool NeedsMeasuring => true;

    public override Task<bool> HappenAsync(ChaosRun run, Random random) => run.Member.MisbehaveAsync(Mischief, Patience);
}

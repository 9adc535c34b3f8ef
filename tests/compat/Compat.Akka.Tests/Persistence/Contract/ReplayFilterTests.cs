using Akka.Actor;
using Akka.Configuration;
using Akka.Pattern;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What is replayed where two incarnations of an actor have written at the same time: "a1 b2" is event 1 of the writer a, then 2 of b.</summary>
public sealed class ReplayFilterTests
{
    [Theory]
    [InlineData("a1 a2 a3", "a1 a2 a3")]
    [InlineData("a1 b2 c3", "a1 b2 c3")]
    [InlineData("a1 a3 a7", "a1 a3 a7")]
    [InlineData("a1 a2 b2 b3", "a1 b2 b3")]
    [InlineData("a1 a2 a3 b2 b3", "a1 b2 b3")]
    [InlineData("a1 b2 a3 b3", "a1 b2 b3")]
    [InlineData("a1 b2 c3 a4 b4 c4", "a1 b2 c3 c4")]
    [InlineData("a1 a2 a2 a3", "a1 a2 a2 a3")]
    [InlineData("a1 a2 a1 a3", "a1 a2 a3")]
    public void Replay_ByDefault_LeavesOutWhatOldWritersStored(string stored, string replayed) => ExpectReplayed("", stored, replayed);

    [Theory]
    [InlineData("warn")]
    [InlineData("off")]
    public void Replay_WarnOrOff_GivesAll(string mode) => ExpectReplayed($"mode = {mode}", "a1 a2 b2 a3 b3 b3", "a1 a2 b2 a3 b3 b3");

    [Theory]
    [InlineData("a1 a2 b2 b3")]
    [InlineData("a1 b2 a3")]
    [InlineData("a1 a2 a1")]
    public void Replay_Fail_Fails(string stored)
    {
        using var kit = Kit("mode = fail");
        var probe = kit.CreateTestProbe();

        Replay(kit, stored, probe.Ref);

        Assert.IsType<IllegalStateException>(((ReplayMessagesFailure)probe.FishForMessage(message => message is ReplayMessagesFailure)).Cause);
    }

    [Fact]
    public void Replay_FailWithoutOldWriters_GivesAll() => ExpectReplayed("mode = fail", "a1 a2 b3 c4", "a1 a2 b3 c4");

    [Theory]
    [InlineData(1, "a1 a2 a3 b2 b3")]
    [InlineData(2, "a1 a2 b2 b3")]
    [InlineData(3, "a1 b2 b3")]
    public void Replay_OutOfTheWindow_IsNotTakenBack(int size, string replayed) => ExpectReplayed($"window-size = {size}", "a1 a2 a3 b2 b3", replayed);

    [Theory]
    [InlineData(1, "a1 b2 c3 a4")]
    [InlineData(2, "a1 b2 c3")]
    public void Replay_ForgottenWriter_CountsAsNew(int writers, string replayed) => ExpectReplayed($"max-old-writers = {writers}", "a1 b2 c3 a4", replayed);

    [Theory]
    [InlineData("", 1)]
    [InlineData("mode = warn", 1)]
    [InlineData("mode = off", 0)]
    public void Replay_OldWriter_IsLogged(string filter, int warnings)
    {
        using var kit = Kit(filter);
        var probe = kit.CreateTestProbe();

        kit.EventFilter.Warning(contains: "Invalid replayed event").Expect(warnings, () =>
        {
            Replay(kit, "a1 b2 a3", probe.Ref);
            probe.FishForMessage(message => message is RecoverySuccess);
        });
    }

    [Theory]
    [InlineData("mode = sometimes", "akka.persistence.journal.two-writers.replay-filter.mode is 'sometimes'. Known are repair-by-discard-old, fail, warn and off.")]
    [InlineData("window-size = 0", "akka.persistence.journal.two-writers.replay-filter.window-size is 0; it must be at least 1.")]
    [Trait("Engine", "Compat")]
    public void Replay_BadSetting_FailsAndNamesTheKey(string filter, string expected)
    {
        using var kit = Kit(filter);
        var probe = kit.CreateTestProbe();

        Replay(kit, "a1", probe.Ref);

        Assert.Equal(expected, probe.ExpectMsg<ReplayMessagesFailure>().Cause.Message);
    }

    private static void ExpectReplayed(string filter, string stored, string expected)
    {
        using var kit = Kit(filter);
        var probe = kit.CreateTestProbe();

        Replay(kit, stored, probe.Ref);

        var replayed = new List<object>();
        while (probe.ExpectMsg<object>() is ReplayedMessage message) replayed.Add(message.Persistent.Payload);
        Assert.Equal(expected, string.Join(' ', replayed));
    }

    private static global::Akka.TestKit.Xunit2.TestKit Kit(string filter) => new(
        ConfigurationFactory.ParseString($"{TwoWritersJournal.Hocon}akka.persistence.journal.two-writers.replay-filter {{ {filter} }}"));

    private static void Replay(global::Akka.TestKit.Xunit2.TestKit kit, string stored, IActorRef to) =>
        global::Akka.Persistence.Persistence.Instance.Apply(kit.Sys).JournalFor(null!)
            .Tell(new ReplayMessages(1, long.MaxValue, long.MaxValue, stored, to), ActorRefs.NoSender);
}

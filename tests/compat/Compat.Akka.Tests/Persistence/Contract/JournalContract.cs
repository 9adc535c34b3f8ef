using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What every journal plugin answers to the requests of persistent actors.</summary>
public abstract class JournalContract : global::Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _id = Guid.NewGuid().ToString();
    private readonly TestProbe _actor;
    private readonly TestProbe _sender;

    protected JournalContract(string hocon)
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(LedgerSerializer.Hocon)))
    {
        _actor = CreateTestProbe();
        _sender = CreateTestProbe();
    }

    private IActorRef Journal => global::Akka.Persistence.Persistence.Instance.Apply(Sys).JournalFor(null!);

    [Theory]
    [InlineData(1, long.MaxValue, long.MaxValue, "1,2,3,4,5")]
    [InlineData(0, long.MaxValue, long.MaxValue, "1,2,3,4,5")]
    [InlineData(3, long.MaxValue, long.MaxValue, "3,4,5")]
    [InlineData(1, 3, long.MaxValue, "1,2,3")]
    [InlineData(1, long.MaxValue, 2, "1,2")]
    [InlineData(2, 3, long.MaxValue, "2,3")]
    [InlineData(2, 2, long.MaxValue, "2")]
    [InlineData(2, 4, 2, "2,3")]
    [InlineData(2, 1, long.MaxValue, "")]
    [InlineData(1, long.MaxValue, 0, "")]
    public void Replay_Bounds_GivesTheEventsBetweenThemAndTheHighestNumber(long from, long to, long max, string expected)
    {
        Write(1, 5);

        ExpectReplayed(from, to, max, expected, highest: 5);
    }

    [Fact]
    public void Replay_NothingStored_GivesZero() => ExpectReplayed(1, long.MaxValue, long.MaxValue, "", highest: 0);

    [Theory]
    [InlineData(2, "3,4,5", 5)]
    [InlineData(5, "", 5)]
    [InlineData(long.MaxValue, "", 5)]
    public void Delete_UpTo_LeavesTheRestAndTheHighestNumber(long to, string left, long highest)
    {
        Write(1, 5);

        Delete(to);

        ExpectReplayed(1, long.MaxValue, long.MaxValue, left, highest);
    }

    [Fact]
    public void Delete_AllThenWrite_GoesOnWithTheNumbers()
    {
        Write(1, 3);
        Delete(3);
        Write(4, 4);
        Delete(3);

        ExpectReplayed(1, long.MaxValue, long.MaxValue, "4", highest: 4);
    }

    [Fact]
    public void Delete_Twice_AnswersBoth()
    {
        Write(1, 3);

        Delete(3);
        Delete(3);

        ExpectReplayed(1, long.MaxValue, long.MaxValue, "", highest: 3);
    }

    [Fact]
    public void Write_SeveralAtOnce_AnswersEachInOrderAndFromItsSender()
    {
        var other = CreateTestProbe();
        IPersistentEnvelope[] writes =
        [
            new AtomicWrite(Event(1, _sender.Ref)),
            new AtomicWrite(System.Collections.Immutable.ImmutableList.Create<IPersistentRepresentation>(Event(2, other.Ref), Event(3, other.Ref))),
        ];
        Journal.Tell(new WriteMessages(writes, _actor.Ref, 7), ActorRefs.NoSender);

        _actor.ExpectMsg<WriteMessagesSuccessful>(Patience);
        foreach (var (number, sender) in new[] { (1, _sender), (2, other), (3, other) })
        {
            var answer = _actor.ExpectMsg<WriteMessageSuccess>(Patience);
            Assert.Equal((number, 7), (answer.Persistent.SequenceNr, answer.ActorInstanceId));
            Assert.Equal(sender.Ref, _actor.LastSender);
        }
    }

    [Fact]
    public void Replay_Stored_HasWhatWasWritten()
    {
        Write(1, 1);

        Journal.Tell(new ReplayMessages(1, 1, 1, _id, _actor.Ref), ActorRefs.NoSender);

        var stored = _actor.ExpectMsg<ReplayedMessage>(Patience).Persistent;
        Assert.Equal((_id, 1L, false, new Noted("e1")), (stored.PersistenceId, stored.SequenceNr, stored.IsDeleted, (Noted)stored.Payload));
        Assert.InRange(new DateTime(stored.Timestamp, DateTimeKind.Utc), DateTime.UtcNow - TimeSpan.FromMinutes(5), DateTime.UtcNow + TimeSpan.FromMinutes(5));
        Assert.True(stored.Sender is null || stored.Sender.IsNobody());
    }

    [Fact]
    public void Replay_OfOne_LeavesOthersOut()
    {
        Write(1, 2);
        Journal.Tell(new WriteMessages([new AtomicWrite(new Persistent(new Noted("x"), 1, _id + "-other", null, false, _sender.Ref, "writer"))], _actor.Ref, 1), ActorRefs.NoSender);
        _actor.ExpectMsg<WriteMessagesSuccessful>(Patience);
        _actor.ExpectMsg<WriteMessageSuccess>(Patience);

        ExpectReplayed(1, long.MaxValue, long.MaxValue, "1,2", highest: 2);
    }

    private Persistent Event(long number, IActorRef sender) => new(new Noted($"e{number}"), number, _id, null, false, sender, "writer");

    private void Write(int from, int to)
    {
        var writes = Enumerable.Range(from, to - from + 1).Select(IPersistentEnvelope (number) => new AtomicWrite(Event(number, _sender.Ref)));
        Journal.Tell(new WriteMessages([.. writes], _actor.Ref, 1), ActorRefs.NoSender);
        _actor.ExpectMsg<WriteMessagesSuccessful>(Patience);
        for (int number = from; number <= to; number++) Assert.Equal(number, _actor.ExpectMsg<WriteMessageSuccess>(Patience).Persistent.SequenceNr);
    }

    private void Delete(long to)
    {
        Journal.Tell(new DeleteMessagesTo(_id, to, _actor.Ref), ActorRefs.NoSender);
        Assert.Equal(to, _actor.ExpectMsg<DeleteMessagesSuccess>(Patience).ToSequenceNr);
    }

    private void ExpectReplayed(long from, long to, long max, string numbers, long highest)
    {
        Journal.Tell(new ReplayMessages(from, to, max, _id, _actor.Ref), ActorRefs.NoSender);
        if (numbers.Length > 0)
            foreach (string number in numbers.Split(',')) Assert.Equal(number, _actor.ExpectMsg<ReplayedMessage>(Patience).Persistent.SequenceNr.ToString());
        Assert.Equal(highest, _actor.ExpectMsg<RecoverySuccess>(Patience).HighestSequenceNr);
    }
}

public sealed class MemoryJournalContract() : JournalContract(SqlHocon.InMemory);

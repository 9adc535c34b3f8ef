using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Seeds;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Tests.Seeds;

/// <summary>What boards may say to a seed. (That a board's messages come from the board's own address is for the engine to see to.)</summary>
public sealed class BoardDeskTests : TestKit
{
    private static readonly AttemptId Attempt = new(new SearchId("example-1"), "profile/1", 1);

    private readonly TestProbe _broker;
    private readonly TestProbe _board;

    public BoardDeskTests()
    {
        _broker = CreateTestProbe("broker");
        _board = CreateTestProbe("board");
    }

    [Fact]
    public void Profiler_WhatItSays_ReachesTheBrokerInItsName()
    {
        var desk = Desk(BoardDeskRights.Everyone);
        object[] said =
        [
            new WorkerIdle([JobKind.Profile], "jetson-7"), new RenewLease(Attempt), new AttemptMoved(Attempt, new JobProgress(0.5, "")),
            new JobDone(Attempt, new JobFailed("no", false), TimeSpan.Zero), new AttemptCancelled(Attempt), new AttemptCrashed(Attempt, "bug"),
        ];
        foreach (object message in said)
        {
            _board.Send(desk, message);
            object? heard = _broker.ReceiveOne(TimeSpan.FromSeconds(3));
            Assert.Same(message, heard is OfBoard of ? of.Said : heard);
            Assert.Equal(_board.Ref, _broker.LastSender);
        }
    }

    [Fact]
    public void OtherKindsOfJobs_AreRefusedAndCounted()
    {
        var desk = Desk(BoardDeskRights.Everyone);
        _board.Send(desk, new WorkerIdle([JobKind.Profile, JobKind.TrainRound], "jetson-7"));
        _board.Send(desk, new WorkerIdle([JobKind.Profile]));
        ExpectRefused(desk, 2);
    }

    [Fact]
    public void DeviceOfAnotherBoard_IsRefused()
    {
        var desk = Desk(new BoardRights(ImmutableDictionary<string, ImmutableHashSet<string>>.Empty.Add("board-1", ["jetson-7"])));
        _board.Send(desk, new WorkerIdle([JobKind.Profile], "jetson-7"));
        ExpectRefused(desk, 1);
    }

    [Fact]
    public void WhatIsNotForABoardToSend_IsRefused()
    {
        var desk = Desk(BoardDeskRights.Everyone);
        _board.Send(desk, new WithdrawJobs(Attempt.Search));
        _board.Send(desk, new CancelSearch(Attempt.Search));
        _board.Send(desk, new OutcomeStored(Attempt));
        _board.Send(desk, new DrainNode("akka.amqp://edgenas@worker:1", TimeSpan.Zero));
        ExpectRefused(desk, 4);
    }

    private IActorRef Desk(BoardRights rights) => Sys.ActorOf(BoardDesk.Props(_broker.Ref, rights));

    private void ExpectRefused(IActorRef desk, long count)
    {
        desk.Tell(new BoardDesk.CountRefused(), TestActor);
        Assert.Equal(count, ExpectMsg<BoardDesk.RefusedCount>().Count);
        _broker.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private static class BoardDeskRights
    {
        public static BoardRights Everyone { get; } = new(ImmutableDictionary<string, ImmutableHashSet<string>>.Empty);
    }
}

using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Domain.Tests.Searches;

public sealed class SearchDecisionsTests
{
    [Fact]
    public void Create_NewSearch_PlansFloorMeasurementAndFirstRoundSideBySide()
    {
        var search = SearchScript.Begin();

        Assert.Equal(["profile/floor/222/0", "round/0"], search.Plan.Jobs.Select(job => job.Id));
        Assert.Equal(6, search.State.Sampled.Distinct().Count());
    }

    [Fact]
    public void OnResult_WholeSearch_CompletesWithWinnerAndBothBaselines()
    {
        var search = SearchScript.Begin().PlayUntil(_ => false);

        Assert.IsType<SearchCompleted>(search.Events[^1]);
        Assert.Equal(Subjects.All, search.State.Trained.Select(trained => trained.Subject));
        Assert.All(search.State.Trained, trained => Assert.NotNull(trained.Finished));
        Assert.Equal(8, search.State.Scored.Select(scored => scored.Architecture).Distinct().Count());
    }

    [Fact]
    public void OnResult_SameAnswersInAnotherInterleaving_GiveTheSameEventsPerTrack()
    {
        var latencyFirst = SearchScript.Begin().PlayUntil(_ => false);
        var accuracyFirst = SearchScript.Begin();
        while (accuracyFirst.Plan.Jobs.LastOrDefault() is { } job) accuracyFirst.Answer(job, accuracyFirst.Result(job));

        foreach (var track in Enum.GetValues<Track>())
        {
            Assert.Equal(Json(latencyFirst, track), Json(accuracyFirst, track));
        }
    }

    [Fact]
    public void OnResult_ReplayedFromItsEvents_IsTheSameStateAsLive()
    {
        var search = SearchScript.Begin();
        while (search.Plan.Jobs.Length > 0)
        {
            search.PlayUntil(once => once.Events.Count > search.Events.Count - 1);
            search.Answer(search.Plan.Jobs[0], search.Result(search.Plan.Jobs[0]));
            var replayed = SearchReplay.Replay(search.Events);
            Assert.Equal(SearchPlan.Of(search.State).Jobs.Select(job => job.Id), SearchPlan.Of(replayed).Jobs.Select(job => job.Id));
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(search.State), System.Text.Json.JsonSerializer.Serialize(replayed));
        }
    }

    [Fact]
    public void OnResult_AnswerThatCameBefore_HasNoEvents()
    {
        var search = SearchScript.Begin();
        var floor = search.Job<ProfileJob>();
        var result = search.Result(floor);
        Assert.NotEmpty(search.Answer(floor, result));

        Assert.Empty(search.Answer(floor, result));
    }

    [Fact]
    public void OnResult_FailureOfARound_IsNoFactOfTheSearch()
    {
        var search = SearchScript.Begin();

        Assert.Empty(search.Answer(search.Job<TrainRoundJob>(), new JobFailed("out of memory", true)));
        Assert.Equal(0, search.Job<TrainRoundJob>().Round);
    }

    [Fact]
    public void Plan_LimitUnderTheFloor_HaltsAfterOneMeasurementAndNamesFastestArchitecture()
    {
        var search = SearchScript.Begin(spec => spec with { LatencyLimit = new LatencyLimit(0.5, null) });
        search.Latency = _ => 0.75;
        search.Answer(search.Job<ProfileJob>(), search.Result(search.Job<ProfileJob>()));

        Assert.Empty(search.Plan.Jobs);
        Assert.Contains("0.5 ms is below the fastest architecture", search.Plan.Halt);
        Assert.Contains("222 takes 0.75 ms", search.Plan.Halt);
    }

    [Fact]
    public void OnResult_QuantileLimit_IsSetFromTheSampledArchitecturesOnce()
    {
        double next = 0;
        var search = SearchScript.Begin(spec => spec with { LatencyLimit = new LatencyLimit(null, 0.5), Measure = spec.Measure with { DriftLimit = 100 } });
        search.Latency = job => job.Id.StartsWith("profile/sample", StringComparison.Ordinal) ? ++next : 1;
        search.PlayUntil(s => s.State.Fits.Count > 0);

        Assert.Equal(3.5, search.Events.OfType<LatencyLimitSet>().Single().Milliseconds);
    }

    [Fact]
    public void OnResult_SuspectMeasurement_IsRepeatedThenTheNarrowestIsTaken()
    {
        var search = SearchScript.Begin();
        search.Suspicion = job => job.Id.StartsWith("profile/sample", StringComparison.Ordinal) ? "spread too wide" : null;
        search.PlayUntil(s => s.State.Fits.Count > 0);

        var perNetwork = search.Events.OfType<NetworkMeasured>().Where(m => m.Purpose == MeasurePurpose.Sample).GroupBy(m => m.Network);
        Assert.All(perNetwork, group => Assert.Equal([0, 1], group.Select(m => m.Repetition)));
    }

    [Fact]
    public void OnResult_ReferenceDrifts_MeasurementsSinceTheLastCheckAreDoubtedAndRepeated()
    {
        var search = SearchScript.Begin();
        search.Latency = job => job.Network.Architecture is null && job.Repetition == 1 ? 1.2 : 1;
        search.PlayUntil(s => s.State.Fits.Count > 0);

        var doubted = search.Events.OfType<MeasurementsDoubted>().First();
        Assert.Equal(search.State.Sampled.Take(3), doubted.Architectures);
        Assert.Equal(1.2, doubted.Ratio, 1e-12);
        Assert.All(doubted.Architectures, architecture => Assert.Contains(
            search.State.Measurements, m => m.Network.Architecture == architecture && m is { Doubted: false, Purpose: MeasurePurpose.Sample }));
    }

    [Fact]
    public void OnResult_DeviceThatAlwaysDrifts_IsTakenAsItIsAfterTheRetries()
    {
        int measured = 0;
        var search = SearchScript.Begin();
        search.Latency = _ => Math.Pow(1.5, measured++);
        search.PlayUntil(s => s.State.Fits.Count > 0);

        Assert.Single(search.State.Fits);
        Assert.All(search.State.Sampled, architecture => Assert.NotNull(search.State.Best(new NetworkRef(architecture), MeasurePurpose.Sample)));
    }

    [Fact]
    public void OnResult_ErrorAboveTarget_MoreArchitecturesAreSampledUpToTheMaximum()
    {
        var search = SearchScript.Begin();
        search.Error = _ => 0.5;
        search.PlayUntil(s => s.State.Estimator is not null);

        Assert.Equal(9, search.State.Sampled.Count);
        Assert.Equal([false, false, true], search.State.Fits.Select(fit => fit.Accepted));
        Assert.Equal(["uniform", "uncertain", "uncertain"], search.Events.OfType<ArchitecturesSampled>().Select(sampled => sampled.Reason));
    }

    [Fact]
    public void Plan_RegularizationDue_WaitsForTheEstimator()
    {
        var search = SearchScript.Begin();
        foreach (int round in new[] { 0, 1 })
        {
            Assert.Equal(round, search.Job<TrainRoundJob>().Round);
            search.Answer(search.Job<TrainRoundJob>(), search.Result(search.Job<TrainRoundJob>()));
        }

        Assert.All(search.Plan.Jobs, job => Assert.IsType<ProfileJob>(job));
        search.PlayUntil(s => s.State.Estimator is not null);
        Assert.Equal(2, search.Job<RegularizeJob>().Round);
    }

    [Fact]
    public void OnResult_DroppedChoice_LeavesTheActiveChoicesOfLaterJobs()
    {
        var search = SearchScript.Begin().PlayUntil(s => s.Plan.Jobs.Any(job => job is RegularizeJob));
        search.Answer(search.Job<RegularizeJob>(), new Regularized([new ChoiceEvidence(1, 0, -0.1, 0.01, 0.2, 1, 0.999, true)]));

        Assert.Equal([1, 2], search.Job<TrainRoundJob>().Active.Layers[1].ToArray());
        Assert.Equal([0, 1, 2], search.Job<TrainRoundJob>().Active.Layers[0].ToArray());
    }

    [Fact]
    public void OnResult_BestCandidateTooSlowOnTheDevice_NextBestThatKeepsTheLimitWins()
    {
        var search = SearchScript.Begin().PlayUntil(s => s.Plan.Jobs.Any(job => job.Id.StartsWith("profile/confirm", StringComparison.Ordinal)));
        var ranking = ResultPlan.Ranking(search.State);
        search.Latency = job => job.Network.Architecture == ranking[0].Architecture ? 2.5 : 1.5;
        search.PlayUntil(s => s.State.Winner is not null);

        Assert.Equal(ranking[1].Architecture, search.State.Winner!.Architecture);
        Assert.Equal(1.5, search.State.Winner.MeasuredMilliseconds);
    }

    [Fact]
    public void Plan_NoCandidateKeepsTheLimit_HaltsWithTheNextStep()
    {
        var search = SearchScript.Begin();
        search.Latency = job => job.Id.StartsWith("profile/confirm", StringComparison.Ordinal) ? 3 : 1;
        search.PlayUntil(_ => false);

        Assert.Null(search.State.Winner);
        Assert.Contains("when measured on simulated", search.Plan.Halt);
        Assert.Contains("Raise latency-limit", search.Plan.Halt);
    }

    [Fact]
    public void OnResult_WideBaselineOverTheLimit_NarrowerOneIsChosen()
    {
        var search = SearchScript.Begin();
        search.Latency = job => job.Id.StartsWith("profile/baseline/mobilenetv2-1.00", StringComparison.Ordinal) ? 3 : 1;
        search.PlayUntil(_ => false);

        Assert.Equal(0.5, search.State.Find(Subjects.MobileNetV2)!.Network!.Width);
    }

    [Fact]
    public void OnResult_NoBaselineKeepsTheLimit_SearchCompletesWithoutIt()
    {
        var search = SearchScript.Begin();
        search.Latency = job => job.Id.StartsWith("profile/baseline/mobilenetv2", StringComparison.Ordinal) ? 3 : 1;
        search.PlayUntil(_ => false);

        Assert.True(search.State.Completed);
        Assert.Null(search.State.Find(Subjects.MobileNetV2)!.Network);
    }

    [Fact]
    public void OnResult_NetworkThatTheDeviceRefuses_IsLeftOut()
    {
        var search = SearchScript.Begin().PlayUntil(s => s.Plan.Jobs.Any(job => job.Id.StartsWith("profile/sample", StringComparison.Ordinal)));
        var refused = search.Job<ProfileJob>();
        search.Answer(refused, new JobFailed("unsupported operator", true));
        search.PlayUntil(_ => false);

        Assert.True(search.State.Completed);
        Assert.DoesNotContain(LatencyPlan.Samples(search.State), sample => sample.Architecture == refused.Network.Architecture);
    }

    [Fact]
    public void Cancel_RunningSearch_PlansNothingMore()
    {
        var search = SearchScript.Begin();
        var cancelled = SearchReplay.Apply(search.State, Assert.Single(SearchDecisions.Cancel(search.State)));

        Assert.Empty(SearchPlan.Of(cancelled).Jobs);
        Assert.Empty(SearchDecisions.Cancel(cancelled));
    }

    private static IEnumerable<string> Json(SearchScript search, Track track) => search.Events
        .Where(happened => happened.Track == track)
        .Select(happened => happened.GetType().Name + System.Text.Json.JsonSerializer.Serialize(happened, happened.GetType()));
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Tests.Searches;

/// <summary>One search for two devices that share the supernet.</summary>
public sealed class SeveralDevicesTests
{
    [Fact]
    public void Begin_EachDevice_SamplesAndMeasuresForItself()
    {
        var script = Two();

        Assert.Equal(["profile/floor/222/0", "profile/floor/222/0@pi", "round/0"], script.Plan.Jobs.Select(job => job.Id));
        Assert.Equal([null, "pi"], script.Plan.Jobs.OfType<ProfileJob>().Select(job => job.Device));
        Assert.NotEqual(script.State.Sampled, script.State.On("pi").Sampled);
    }

    [Fact]
    public void Play_ToTheEnd_EachDeviceHasAWinnerUnderItsOwnLimitAndTheSupernetWasTrainedOnce()
    {
        var script = Two().PlayUntil(_ => false);

        Assert.True(script.State.Completed);
        Assert.Single(script.Events.OfType<SearchCompleted>());
        Assert.Equal(script.State.Spec.Supernet.Rounds, script.Events.OfType<RoundCompleted>().Count());
        foreach (var side in script.State.Sides)
        {
            Assert.True(side.Winner!.MeasuredMilliseconds <= side.LimitMilliseconds);
            Assert.Equal(Subjects.All, side.Trained.Select(trained => trained.Subject));
        }

        Assert.NotEqual(script.State.Winner!.Architecture, script.State.On("pi").Winner!.Architecture);
        Assert.Equal((2.0, 1.3), (script.State.LimitMilliseconds, script.State.On("pi").LimitMilliseconds));
    }

    [Fact]
    public void Play_FirstDevice_HasTheEventsOfASearchForItAlone()
    {
        var alone = SearchScript.Begin(Unregularized);
        alone.Latency = Latency;
        alone.PlayUntil(_ => false);

        var both = Two(Unregularized).PlayUntil(_ => false);

        Assert.Equal(Lines(alone).Where(line => !line.StartsWith("search.created", StringComparison.Ordinal)), Lines(both).Where(line => !line.StartsWith("search.created", StringComparison.Ordinal) && !line.Contains("\"deviceName\"")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Play_AnyOrderOfResults_GivesEachTrackTheSameEvents(int seed)
    {
        var random = new SeedStream(seed, "order");

        Assert.Equal(ByTrack(Two().PlayUntil(_ => false)), ByTrack(Two().Play(random.Next)));
    }

    [Fact]
    public void Regularize_WaitsForTheEstimatorsOfAllDevices()
    {
        var script = Two().PlayUntil(played => played.State.Estimator is not null);
        while (script.Plan.Jobs.OfType<TrainRoundJob>().FirstOrDefault() is { } round) script.Answer(round, script.Result(round));
        Assert.DoesNotContain(script.Plan.Jobs, job => job is RegularizeJob);

        script.PlayUntil(played => played.State.On("pi").Estimator is not null);
        Assert.Equal(script.State.On("pi").Estimator, Assert.Single(script.Job<RegularizeJob>().MoreEstimators!.Value));
    }

    [Fact]
    public void Train_NetworkThatBothChose_IsTrainedOnce()
    {
        // On both devices everything keeps the limit, so both choose the most accurate.
        var script = SearchScript.Begin(spec => Devices(spec, 2));
        var trained = new List<string>();
        while (script.Plan.Jobs is { Length: > 0 } jobs)
        {
            var job = jobs[^1];
            if (job is TrainEpochJob or FinishJob) trained.Add(job.Id);
            script.Answer(job, script.Result(job));
        }

        Assert.True(script.State.Completed);
        Assert.Equal(script.State.Winner, script.State.On("pi").Winner);
        Assert.Equal(trained.Select(id => id.Split('@')[0]).Distinct(), trained.Select(id => id.Split('@')[0]));
        Assert.Equal(script.State.Find("winner")!.Finished, script.State.On("pi").Find("winner")!.Finished);
    }

    [Fact]
    public void Score_ArchitectureThatTheOtherDeviceHasScored_IsNotScoredAgain()
    {
        var script = SearchScript.Begin(spec => Devices(spec, 2));
        script.PlayUntil(played => played.Plan.Jobs.All(job => job.Id is "propose/0" or "propose/0@pi"));
        foreach (string id in (string[])["propose/0", "score/0", "propose/0@pi"])
        {
            var job = script.Plan.Jobs.Single(wanted => wanted.Id == id);
            script.Answer(job, script.Result(job));
        }

        Assert.Equal((1, 1), (script.State.GenerationsScored, script.State.On("pi").GenerationsScored));
        Assert.Equal(script.State.Scored, script.State.On("pi").Scored);
    }

    [Fact]
    public void Halt_OneDevicesLimitIsTooLow_NamesTheDevice()
    {
        var script = SearchScript.Begin(spec => Devices(spec, 0.5));
        var floor = script.Plan.Jobs.Single(job => job.Id == "profile/floor/222/0@pi");
        script.Answer(floor, script.Result(floor));

        Assert.Contains("takes 1 ms on pi", script.Plan.Halt);
    }

    [Fact]
    public void State_AsASnapshot_ComesBackTheSame()
    {
        var state = Two().PlayUntil(script => script.State.On("pi").Winner is not null).State;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, SearchEventJson.Options);

        var back = JsonSerializer.Deserialize<SearchState>(json, SearchEventJson.Options)!;

        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(back, SearchEventJson.Options));
        Assert.Equal(SearchPlan.Of(state).Jobs.Select(job => job.Id), SearchPlan.Of(back).Jobs.Select(job => job.Id));
    }

    [Fact]
    public void Replay_EventOfAnUnknownDevice_IsAnError() =>
        Assert.Contains("no device 'pi'", Assert.Throws<EdgeNasException>(() => SearchReplay.Apply(SearchScript.Begin().State, new LatencyLimitSet(1) { DeviceName = "pi" })).Message);

    [Fact]
    public void JudgeAll_ChoiceThatIsDominatedOnOneDeviceOnly_Stays()
    {
        var active = new ActiveChoices([[0, 1, 2]]);
        var scored = Enumerable.Range(0, 60).Select(i => (new Architecture($"{i % 3}"), 0.5 + (0.1 * (i % 3)) + (0.001 * (i % 7)))).ToArray();
        // Choice 0 is the least accurate; on the second device it is the fastest.
        double Slow(int layer, int choice) => -choice;
        double Fast(int layer, int choice) => choice;

        Assert.Contains(RegularizationRule.JudgeAll(active, scored, [Slow, Slow], 0.95), evidence => evidence is { Choice: 0, Dropped: true });
        Assert.DoesNotContain(RegularizationRule.JudgeAll(active, scored, [Slow, Fast], 0.95), evidence => evidence.Dropped);
    }

    private static SearchScript Two(Func<SearchSpec, SearchSpec>? change = null)
    {
        var script = SearchScript.Begin(spec => Devices((change ?? (same => same))(spec), 1.3));
        script.Latency = Latency;
        return script;
    }

    private static SearchSpec Devices(SearchSpec spec, double limit) =>
        spec with { Devices = [new DeviceGoal("simulated", new LatencyLimit(2, null)), new DeviceGoal("pi", new LatencyLimit(limit, null))] };

    /// <summary>Without regularization, since that looks at all devices.</summary>
    private static SearchSpec Unregularized(SearchSpec spec) => spec with { Regularization = spec.Regularization with { Enabled = false } };

    /// <summary>The floor, 222, is the fastest on pi.</summary>
    private static double Latency(ProfileJob job) => job.Network.Architecture switch
    {
        { Code: "222" } or null => 1,
        { } architecture => 1 + (architecture.Choices().Sum() * (job.Device == "pi" ? 0.11 : 0.05)),
    };

    private static IEnumerable<string> ByTrack(SearchScript script) => Lines(script).Zip(script.Events, (line, happened) => (line, happened)).OrderBy(pair => pair.happened.Track).ThenBy(pair => pair.happened is SearchCompleted).ThenBy(pair => pair.happened.DeviceName).Select(pair => pair.line);

    private static ImmutableArray<string> Lines(SearchScript script) =>
        [.. script.Events.Select(happened => $"{SearchEventJson.Manifest(happened)} {Encoding.UTF8.GetString(SearchEventJson.Write(happened))}")];
}

using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tests.Searches;

namespace EdgeNas.Domain.Tests.Jobs;

public sealed class ResultCheckTests
{
    private static readonly DeviceIdentity Device = new("simulated", "none", "fixed", "none", "fp32", 1, 1);
    private static readonly Architecture First = new("000");

    private readonly SearchScript _script = SearchScript.Begin();

    private SearchContext Context => new(_script.State.Id, _script.State.Spec, _script.State.Input);

    [Fact]
    public void WhyRefused_EveryResultOfAWholeSearch_IsPlausible() => SearchScript.Begin().PlayUntil(script =>
    {
        foreach (var job in script.Plan.Jobs) Assert.Null(ResultCheck.WhyRefused(Context, job, script.Result(job)));
        return false;
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e12)]
    public void WhyRefused_LatencyThatCannotBe_SaysSo(double milliseconds) =>
        Assert.Contains("no latency", Profile(new Profiled(Device, SearchScript.Measurement(milliseconds))));

    [Fact]
    public void WhyRefused_MedianThatIsNotThatOfTheSamples_SaysSo() =>
        Assert.Contains("isn't that of its samples", Profile(new Profiled(Device, SearchScript.Measurement(1) with { SamplesMilliseconds = [2, 2, 2] })));

    [Fact]
    public void WhyRefused_AnotherDeviceOrSetting_SaysWhich()
    {
        Assert.Contains("device pi instead of simulated", Profile(new Profiled(Device with { Device = "pi" }, SearchScript.Measurement(1))));
        Assert.Contains("2 threads instead of 1 and 1", Profile(new Profiled(Device with { Threads = 2 }, SearchScript.Measurement(1))));
    }

    [Fact]
    public void WhyRefused_ResultOfAnotherJob_SaysSo() => Assert.Contains("no answer", Profile(new Scored([0.5])));

    [Fact]
    public void WhyRefused_NumbersOutOfRange_SaySo()
    {
        var checkpoint = SearchScript.Artifact("checkpoint");
        var score = new ScoreJob("score/0", checkpoint, [First], 10);
        Assert.Contains("2 accuracies for 1", ResultCheck.WhyRefused(Context, score, new Scored([0.5, 0.5])));
        Assert.Contains("between 0 and 1", ResultCheck.WhyRefused(Context, score, new Scored([1.5])));
        Assert.Contains("loss is NaN", ResultCheck.WhyRefused(Context, _script.Job<TrainRoundJob>(), new RoundTrained(checkpoint, double.NaN, 0.5)));
        var propose = new ProposeJob("propose/0", "random", 0, 1, checkpoint, 2, _script.State.Active, []);
        Assert.Contains("at most 2 ms", ResultCheck.WhyRefused(Context, propose, new Proposed([new Candidate(First, 3)])));
        Assert.Contains("isn't one of space", ResultCheck.WhyRefused(Context, propose, new Proposed([new Candidate(new Architecture("009"), 1)])));
    }

    private string? Profile(JobResult result) => ResultCheck.WhyRefused(Context, new ProfileJob("profile/sample/000/0", new NetworkRef(First), 0), result);
}

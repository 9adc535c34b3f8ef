using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Domain.Tables;

namespace EdgeNas.Domain.Tests.Searches;

/// <summary>A search whose accuracies and latencies are looked up, by the same plan.</summary>
public sealed class TableSearchTests
{
    private static readonly TableSource Source = new("t.csv", SearchScript.Artifact("table"), "ops", "acc");

    [Fact]
    public void Play_ToTheEnd_TrainsNothingAndScoresByTheTable()
    {
        var search = SearchScript.Begin(OnTables);
        var jobs = new List<Job>();
        while (search.Plan.Jobs.Length > 0)
        {
            jobs.AddRange(search.Plan.Jobs);
            search.Answer(search.Plan.Jobs[0], search.Plan.Jobs[0] is FinishJob ? new Finished(0.9, null, null, null) : search.Result(search.Plan.Jobs[0]));
        }

        Assert.True(search.State.Completed, search.Plan.Halt);
        Assert.DoesNotContain(jobs, job => job is TrainRoundJob or TrainShardJob or MergeShardsJob or RegularizeJob or TrainEpochJob);
        Assert.All(jobs.OfType<ScoreJob>(), score => Assert.Equal(Source.Content, score.Checkpoint));
        Assert.Equal([Subjects.Winner, Subjects.Random], jobs.OfType<FinishJob>().Select(finish => finish.Subject).Distinct());
        Assert.Equal(0.9, search.State.Find(Subjects.Winner)!.Finished!.TestAccuracy);
    }

    [Fact]
    public void Play_ToTheEnd_TouchesOnlyWhatTheTableHas()
    {
        Architecture[] known = [.. OnTables(SearchScript.Begin().State.Spec).Space.Only!];
        var search = SearchScript.Begin(OnTables).PlayUntil(_ => false);

        Assert.Equal(6, search.State.Sampled.Count);
        Assert.All(search.State.Sampled.Concat(search.State.Scored.Select(scored => scored.Architecture)), architecture => Assert.Contains(architecture, known));
        Assert.All(search.State.Measurements, measured => Assert.Contains(measured.Network.Architecture!.Value, known));
    }

    private static SearchSpec OnTables(SearchSpec spec) => spec with
    {
        Device = "table",
        AccuracyTable = new AccuracyTable(Source, Source),
        LatencyTable = Source with { Column = "ms" },
        Space = spec.Space with { Only = [.. new[] { "000", "001", "002", "010", "011", "012", "020", "021", "022", "100", "101", "102", "110", "111", "112", "120" }.Select(code => new Architecture(code))] },
        Supernet = spec.Supernet with { Rounds = 0 },
        Regularization = spec.Regularization with { Enabled = false },
        Train = spec.Train with { Epochs = 0, Widths = [] },
    };
}

using System.Collections.Immutable;
using EdgeNas.Domain.Estimation;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.Supernets;

namespace EdgeNas.Learning.Tests.Supernets;

public sealed class RegularizeHandlerTests
{
    [Fact]
    public void Handle_ScoredPathsAndEstimator_GivesEvidenceOnEveryActiveChoice()
    {
        using var search = new SmallSearch();
        // All eighteen paths of the space; the rule asks for sixteen.
        search.Spec = search.Spec with { Regularization = search.Spec.Regularization with { Paths = 18, Images = 50 } };
        var active = search.Spec.Space.AllChoices();
        var costs = SpaceCosts.Of(search.Spec.Space, search.Input);
        var random = new SeedStream(1, "samples");
        ImmutableArray<LatencySample> samples =
            [.. ArchitectureSampling.Distinct(active, 16, random, []).Select(path => new LatencySample(path, 0.1 + (costs.Of(path).MultiplyAdds * 1e-6)))];
        var fit = (EstimatorFit)new FitEstimatorHandler().Handle(new FitEstimatorJob("fit", 0, samples, 0), search.Environment, CancellationToken.None);
        using var rounds = new TrainRoundHandler(search.Data(), TimeProvider.System);
        var trained = (RoundTrained)rounds.Handle(new TrainRoundJob("r", 0, null, active), search.Environment, CancellationToken.None);
        var job = new RegularizeJob("g", 1, trained.Checkpoint, fit.Model, active);

        using var handler = new RegularizeHandler(search.Data());
        var judged = (Regularized)handler.Handle(job, search.Environment, CancellationToken.None);
        using var fresh = new RegularizeHandler(search.Data());
        var again = (Regularized)fresh.Handle(job, search.Environment, CancellationToken.None);

        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)], judged.Evidence.Select(evidence => (evidence.Layer, evidence.Choice)));
        Assert.Equal(judged.Evidence.AsEnumerable(), again.Evidence.AsEnumerable());
        // Effects are against the mean of the layer's choices.
        Assert.All(judged.Evidence.GroupBy(evidence => evidence.Layer), layer => Assert.Equal(0, layer.Sum(evidence => evidence.AccuracyEffect), 1e-6));
        Assert.All(judged.Evidence.GroupBy(evidence => evidence.Layer), layer => Assert.Equal(0, layer.Sum(evidence => evidence.LatencyEffectMilliseconds), 1e-6));
    }
}

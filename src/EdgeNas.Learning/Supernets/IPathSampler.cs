using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Supernets;

/// <summary>Which path of the supernet a training step takes: a pure function of its arguments.</summary>
public interface IPathSampler
{
    /// <param name="step">Within the round, from 0.</param>
    Architecture Path(ActiveChoices active, long seed, int round, int step);
}

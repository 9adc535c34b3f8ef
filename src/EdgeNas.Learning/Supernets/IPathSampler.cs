using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Supernets;

/// <summary>Which path of the supernet a training step takes, for one set of active choices: a pure function of its arguments.</summary>
public interface IPathSampler
{
    /// <param name="step">Within the round, from 0.</param>
    Architecture Path(long seed, int round, int step);
}

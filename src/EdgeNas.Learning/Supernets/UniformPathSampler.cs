using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Learning.Supernets;

/// <summary>Every active choice of each layer alike likely, each step anew (Guo et al., 2020, section 3.3).</summary>
internal sealed class UniformPathSampler(ActiveChoices active) : IPathSampler
{
    public Architecture Path(long seed, int round, int step) =>
        ArchitectureSampling.Uniform(active, new SeedStream(seed, $"supernet/round/{round}/path/{step}"));
}

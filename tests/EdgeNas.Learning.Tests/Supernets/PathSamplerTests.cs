using EdgeNas.Domain;
using EdgeNas.Domain.Spaces;
using EdgeNas.Learning.Supernets;

namespace EdgeNas.Learning.Tests.Supernets;

public sealed class PathSamplerTests
{
    private static readonly ActiveChoices Active = new([[0, 2, 3, 4, 6], [1, 2], [0, 1, 2]]);

    [Theory]
    [InlineData("uniform")]
    [InlineData("fair")]
    public void Path_AnyStep_TakesActiveChoicesOnlyAndIsRepeatable(string name)
    {
        var sampler = PathSamplers.Named(name, Active, null, new MemoryArtifacts());
        for (int step = 0; step < 200; step++)
        {
            var path = sampler.Path(3, 1, step);
            Assert.True(Active.Contains(path), $"step {step} took {path}");
            Assert.Equal(path, sampler.Path(3, 1, step));
        }

        Assert.Contains(Enumerable.Range(0, 20), step => sampler.Path(3, 1, step) != sampler.Path(3, 2, step));
    }

    [Fact]
    public void Path_Fair_TrainsEveryChoiceOncePerGroup()
    {
        var sampler = PathSamplers.Named("fair", Active, null, new MemoryArtifacts());
        for (int group = 0; group < 6; group++)
        {
            var paths = Enumerable.Range(group * 5, 5).Select(step => sampler.Path(3, 0, step)).ToArray();
            Assert.Equal([0, 2, 3, 4, 6], paths.Select(path => path[0]).Order());
            // A layer with fewer choices: as often as fits, never twice more than another.
            Assert.All([1, 2], choice => Assert.InRange(paths.Count(path => path[1] == choice), 2, 3));
            Assert.All([0, 1, 2], choice => Assert.InRange(paths.Count(path => path[2] == choice), 1, 2));
        }
    }

    [Fact]
    public void Path_Uniform_TakesEveryChoiceAboutAsOften()
    {
        var sampler = PathSamplers.Named("uniform", Active, null, new MemoryArtifacts());
        var counts = Enumerable.Range(0, 2000).CountBy(step => sampler.Path(3, 0, step)[0]);

        Assert.All(counts, count => Assert.InRange(count.Value, 330, 470));
    }

    [Fact]
    public void Named_Unknown_ListsTheKnown() =>
        Assert.Contains("uniform, fair, guided", Assert.Throws<EdgeNasException>(() => PathSamplers.Named("greedy", Active, null, new MemoryArtifacts())).Message);
}

using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Settings;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class SearchSpecFileTests : IDisposable
{
    private const string Valid = """
        # a search
        name = example
        space = tiny.conf
        dataset {
          name = fashion-mnist
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public SearchSpecFileTests() => _folder.Write("tiny.conf", SpaceText.Valid);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OnlyWhatHasNoDefault_TakesTheRestFromTheReference()
    {
        var loaded = Load(Valid);

        Assert.Equal("example", loaded.Spec.Name);
        Assert.Equal(1, loaded.Spec.Seed);
        Assert.Equal("tiny-28", loaded.Spec.Space.Name);
        Assert.Equal(28, loaded.Input.Size);
        Assert.Null(loaded.Spec.Dataset.Folder);
        Assert.True(loaded.Spec.Dataset.Flip);
        Assert.Equal(0.4, loaded.Spec.LatencyLimit.Quantile);
        Assert.Equal(3, loaded.Spec.Threads);
        Assert.Equal(TimeSpan.FromMilliseconds(100), loaded.Spec.Measure.WarmUp);
        Assert.Equal(0.02, loaded.Spec.Measure.ConfidenceWidth);
        Assert.Equal([64, 64], loaded.Spec.Estimator.Hidden.ToArray());
        Assert.Equal("evolution", loaded.Spec.Explore.Strategy);
        Assert.Equal(4e-5, loaded.Spec.Train.Optimizer.WeightDecay);
    }

    [Fact]
    public void Load_Compute_IsLeftOutForTheProcessorAndHasItsPrecision()
    {
        Assert.Null(Load(Valid).Spec.Compute);
        Assert.Equal(new ComputeSpec(ComputeSpec.Cuda, false), Load(Valid, "compute.device=cuda").Spec.Compute);
        Assert.Equal(new ComputeSpec(ComputeSpec.Cuda, true), Load(Valid, "compute.device=cuda", "compute.precision=mixed").Spec.Compute);
        var error = Assert.Throws<SettingsException>(() => Load(Valid, "compute.precision=mixed"));
        Assert.Contains("compute.precision = mixed is for compute.device = cuda", error.Message);
    }

    [Fact]
    public void Load_EffectiveSettings_AreAFileThatGivesTheSameSpec()
    {
        var loaded = Load(Valid, "seed=9", "latency-limit=0.8 ms", "dataset.folder=/some where");

        var again = Load(loaded.Settings);

        Assert.Equal(loaded.Settings, again.Settings);
        Assert.Equal((9L, 0.8, "/some where", 3), (again.Spec.Seed, again.Spec.LatencyLimit.Milliseconds, again.Spec.Dataset.Folder, again.Spec.Threads));
    }

    [Fact]
    public void Load_Override_BeatsTheFile_AndTheLastOneDecides() =>
        Assert.Equal(5, Load(Valid + "\nsupernet.rounds = 3", "supernet.rounds=4", "supernet.rounds=5").Spec.Supernet.Rounds);

    [Theory]
    [InlineData("latency-limit", "0.8 ms", 0.8, null)]
    [InlineData("latency-limit", "800us", 0.8, null)]
    [InlineData("latency-limit", "40 %", null, 0.4)]
    public void Load_LatencyLimit_IsTimeOrShare(string key, string value, double? milliseconds, double? quantile)
    {
        var limit = Load(Valid, $"{key}={value}").Spec.LatencyLimit;

        Assert.Equal(milliseconds, limit.Milliseconds);
        Assert.Equal(quantile, limit.Quantile);
    }

    [Fact]
    public void Load_ListOfDevices_EachHasItsLimit()
    {
        var spec = Load(Valid + "\ndevices = [ { name = simulated, latency-limit = \"1 ms\" }, { name = local-cpu, latency-limit = \"40 %\" } ]").Spec;

        DeviceGoal[] expected = [new("simulated", new LatencyLimit(1, null)), new("local-cpu", new LatencyLimit(null, 0.4))];
        Assert.True(spec.Goals.SequenceEqual(expected), string.Join(", ", spec.Goals));
        Assert.Equal(("simulated", 1), (spec.Device, spec.LatencyLimit.Milliseconds));
        Assert.Null(Load(Valid).Spec.Devices);
    }

    [Fact]
    public void Load_ListOfDevicesThatIsWrong_ReportsEverythingWithItsLine()
    {
        var error = Assert.Throws<SettingsException>(() => Load(
            Valid + "\nlatency-limit = 1 ms\ndevices = [\n  { name = pi, latency-limit = \"1 ms\" }\n  { name = simulated, limit = 3 }\n  { name = simulated, latency-limit = fast }\n]"));

        Assert.Contains("latency-limit is for one device", error.Message);
        Assert.Contains("devices[0].name = pi: expected one of local-cpu, simulated", error.Message);
        Assert.Contains("devices[1].latency-limit is missing", error.Message);
        Assert.Contains("devices[1].limit is not a known key", error.Message);
        Assert.Contains("devices[2].latency-limit = fast: expected a time", error.Message);
        Assert.Contains("devices[2].name = simulated: the list has this device already", error.Message);
        Assert.All(error.Message.Split('\n').Where(line => line.Contains("devices[")), line => Assert.Matches(@"search\.conf:\d+", line));
    }

    [Theory]
    [InlineData("supernet.round = 3", "supernet.round is not a known key; did you mean supernet.rounds?")]
    [InlineData("supernet.rounds = 0", "supernet.rounds = 0: expected a whole number from 1 to 10000")]
    [InlineData("supernet.rounds = many", "supernet.rounds = many: expected a whole number from 1 to 10000")]
    [InlineData("supernet { sampler = guided, guided-from = 12 }", "supernet.guided-from = 12 leaves none of supernet.rounds = 12 guided")]
    [InlineData("supernet = 3", "supernet = 3: expected an object with keys such as sampler")]
    [InlineData("measure.warm-up = 5 lightyears", "measure.warm-up = 5 lightyears: expected a time from 0 s to 600 s")]
    [InlineData("measure.confidence-width = 300 %", "measure.confidence-width = 300 %: expected a share")]
    [InlineData("latency-limit = fast", "latency-limit = fast: expected a time such as \"0.8 ms\"")]
    [InlineData("device = board", "device = board: expected one of local-cpu, simulated, table")]
    [InlineData("explore.strategy = luck", "explore.strategy = luck: expected one of evolution, random")]
    [InlineData("train.widths = [1, wide]", "train.widths = [1,wide]: expected a list of numbers")]
    [InlineData("regularization.paths = 16", "regularization.paths = 16 can't tell the choices of space tiny-28 apart: expected at least 17")]
    [InlineData("explore.images = 6000", "explore.images = 6000 is more than dataset.validation-images = 5000")]
    [InlineData("measure.architectures = 500", "estimator.maximum-architectures = 200 is less than measure.architectures = 500")]
    public void Load_OneMistake_NamesFileLineKeyValueAndExpectation(string line, string expected)
    {
        var error = Assert.Throws<SettingsException>(() => Load(Valid + "\n" + line));

        var only = Assert.Single(error.Errors);
        Assert.StartsWith(expected, only.Problem.Replace(" , ", ",").Replace(", wide", ",wide"), StringComparison.Ordinal);
        if (!expected.StartsWith("estimator.", StringComparison.Ordinal)) Assert.EndsWith("search.conf:7", only.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralMistakes_ReportsAllAtOnce()
    {
        var error = Assert.Throws<SettingsException>(() => Load("name = example\ndataset { name = imagenet }\nseed = x", "supernet.rounds=-1", "tarin.epochs=3"));

        Assert.Equal(5, error.Errors.Length);
        Assert.Contains(error.Errors, e => e.Problem.StartsWith("space is missing", StringComparison.Ordinal));
        Assert.Contains(error.Errors, e => e.Where == "--set supernet.rounds=-1");
        Assert.Contains(error.Errors, e => e.Problem == "tarin.epochs is not a known key; did you mean train.epochs?");
    }

    [Fact]
    public void Load_MistakesAllOver_ReportsThemLineByLine()
    {
        var error = Assert.Throws<SettingsException>(() => Load(Valid + "\ntrain.epochs = none\ntarin.epochs = 3\nseed = x\nmeasure.architectures = few"));

        Assert.Equal([7, 8, 9, 10], error.Errors.Select(e => e.Line));
    }

    [Theory]
    [InlineData("name = [", null)]
    [InlineData(Valid, "supernet.rounds")]
    public void Load_NoHocon_IsASettingsError(string text, string? set) => Assert.Throws<SettingsException>(() => set is null ? Load(text) : Load(text, set));

    [Fact]
    public void Load_MissingFile_SaysSo() =>
        Assert.Contains("nowhere.conf", Assert.Throws<EdgeNasException>(() => SearchSpecFile.Load(_folder.File("nowhere.conf"), [], _folder.Path, 3)).Message);

    [Fact]
    public void Load_MissingSpace_SaysWhereItWasLookedFor() =>
        Assert.Contains(_folder.File("mobile-99.conf"), Assert.Throws<SettingsException>(() => Load(Valid, "space=mobile-99")).Message);

    [Fact]
    public void Load_SpaceForOtherImages_IsRefused() =>
        Assert.Contains("is for images of 64 pixels, but fashion-mnist has 28", Assert.Throws<SettingsException>(() =>
        {
            _folder.Write("tiny.conf", SpaceText.Valid.Replace("[28, 32]", "[64]"));
            Load(Valid);
        }).Message);

    private LoadedSearch Load(string text, params string[] overrides) => SearchSpecFile.Load(_folder.Write("search.conf", text), overrides, _folder.Path, 3, ["local-cpu", "simulated"]);
}

using System.Collections.Immutable;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Exploration;
using EdgeNas.Domain.Regularization;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Settings.Nodes;
using EdgeNas.Learning.Data;

namespace EdgeNas.Hosting.Settings;

/// <summary>A search as its file and the command line describe it.</summary>
/// <param name="Settings">The effective settings as HOCON: the file, what overrides it, and the defaults.</param>
/// <param name="Tables">The bytes of the tables that it looks values up in, which the search knows by their hash.</param>
public sealed record LoadedSearch(SearchSpec Spec, InputShape Input, string Settings, ImmutableArray<byte[]> Tables);

/// <summary>Reads a search's HOCON file; <c>hocon/reference.conf</c> documents every key.</summary>
public static class SearchSpecFile
{
    private static readonly string[] Accuracies = ["supernet", "table"];

    private static readonly string[] Samplers = ["uniform", "fair", SupernetSpec.Guided];

    private static readonly string[] Datasets = ["fashion-mnist", "mnist", "cifar-10"];

    /// <param name="overrides"><c>key=value</c> each; the last one of a key decides.</param>
    /// <param name="spaces">Folder of the spaces that can be named instead of giving a path.</param>
    /// <param name="processors">What <c>threads = auto</c> stands for.</param>
    /// <param name="devices">Names of the devices that there are; null: a profiler of any name may be in the cluster.</param>
    /// <param name="options">Values that options of their own give; they decide before all else.</param>
    /// <exception cref="SettingsException">The file or an override is wrong: all problems at once.</exception>
    public static LoadedSearch Load(
        string path, IEnumerable<string> overrides, string spaces, int processors, IReadOnlyCollection<string>? devices = null, params IEnumerable<NodeOption> options)
    {
        var file = SettingsSource.File(path);
        var reader = new SettingsReader([.. options.Select(option => SettingsSource.Option(option.Option, option.Key, option.Value)), .. overrides.Reverse().Select(SettingsSource.Override), file, SettingsSource.Defaults(Reference.Text, "search")]);
        var tables = new TableSettings(reader, path);
        var spec = ReadSpec(reader, tables, path, spaces, processors, devices);
        reader.RefuseUnknown(Reference.SearchKeys);
        var input = reader.HasErrors || spec.AccuracyTable is not null ? spec.Space.Input : DatasetFormat.Named(spec.Dataset.Name).Shape;
        if (!reader.HasErrors) Check(reader, spec, input);
        spec = tables.Narrow(spec);
        reader.ThrowIfAny();
        return new LoadedSearch(spec, input, reader.Effective, tables.Contents);
    }

    private static SearchSpec ReadSpec(SettingsReader reader, TableSettings tables, string path, string spaces, int processors, IReadOnlyCollection<string>? devices)
    {
        bool lookedUp = reader.OneOf("accuracy", Accuracies) == "table";
        var accuracies = lookedUp ? tables.ReadAccuracy() : null;
        var dataset = accuracies is null ? ReadDataset(reader) : new DatasetSpec(accuracies.Explored.Column, null, 0, 0, 0, false);
        var goals = DeviceGoals.Read(reader, devices);
        var spec = ReadSpec(reader, dataset, path, spaces, processors, goals) with { Devices = goals.Length > 1 ? goals : null };
        if (spec.Device == "table") spec = spec with { LatencyTable = tables.ReadLatency() };
        if (accuracies is null) return spec;
        // Nothing is trained, so there are no rounds, no epochs and no baseline that no table has.
        return spec with
        {
            AccuracyTable = accuracies,
            Supernet = spec.Supernet with { Rounds = 0, Sampler = "uniform" },
            Regularization = spec.Regularization with { Enabled = false },
            Train = spec.Train with { Epochs = 0, Widths = [] },
        };
    }

    private static DatasetSpec ReadDataset(SettingsReader reader) => new(
        reader.OneOf("dataset.name", Datasets),
        reader.OptionalText("dataset.folder") is { Length: > 0 } folder ? folder : null,
        reader.Whole("dataset.validation-images", 10, 50_000),
        reader.Whole("dataset.training-images", 0, 60_000),
        reader.Whole("dataset.crop-padding", 0, 16),
        reader.Flag("dataset.flip"));

    private static SearchSpec ReadSpec(SettingsReader reader, DatasetSpec dataset, string path, string spaces, int processors, ImmutableArray<DeviceGoal> goals) => new()
    {
        Name = reader.Text("name", "letters, digits and dashes, 60 at most", text => text.Length <= 60 && SearchId.Parse(text) is not null),
        Seed = reader.Long("seed"),
        Space = ReadSpace(reader, path, spaces),
        Dataset = dataset,
        Device = goals[0].Name,
        LatencyLimit = goals[0].LatencyLimit,
        Threads = reader.WholeOrAuto("threads", 1, 256, processors),
        Measure = ReadMeasure(reader),
        Estimator = ReadEstimator(reader),
        Supernet = new SupernetSpec
        {
            Sampler = reader.OneOf("supernet.sampler", Samplers),
            GuidedFrom = reader.Whole("supernet.guided-from", 0, 10_000),
            Rounds = reader.Whole("supernet.rounds", 1, 10_000),
            StepsPerRound = reader.Whole("supernet.steps-per-round", 1, 1_000_000),
            Shards = reader.Whole("supernet.shards", 1, 1000),
            Optimizer = ReadOptimizer(reader, "supernet"),
        },
        Regularization = new RegularizationSpec
        {
            Enabled = reader.Flag("regularization.enabled"),
            WarmUpRounds = reader.Whole("regularization.warm-up-rounds", 1, 10_000),
            Every = reader.Whole("regularization.every", 1, 10_000),
            Paths = reader.Whole("regularization.paths", 10, 100_000),
            Confidence = reader.Share("regularization.confidence", 0.5, 0.999999),
            Images = reader.Whole("regularization.images", 1, 50_000),
        },
        Explore = new ExploreSpec
        {
            Strategy = reader.OneOf("explore.strategy", ExplorationStrategies.All.Select(strategy => strategy.Name)),
            Population = reader.Whole("explore.population", 2, 10_000),
            Generations = reader.Whole("explore.generations", 1, 10_000),
            Mutation = reader.Share("explore.mutation", 0, 1),
            Images = reader.Whole("explore.images", 1, 50_000),
            RecalibrationBatches = reader.Whole("explore.recalibration-batches", 1, 1000),
        },
        ConfirmTop = reader.Whole("confirm.top", 1, 1000),
        Train = new TrainSpec
        {
            Epochs = reader.Whole("train.epochs", 1, 10_000),
            Optimizer = ReadOptimizer(reader, "train"),
            RandomCandidates = reader.Whole("train.random-candidates", 1, 10_000),
            Widths = reader.List("train.widths", "a list of numbers from 0.1 to 4, such as [1.0, 0.75]", text => SettingsReader.NumberIn(text, 0.1, 4)),
        },
        Priority = reader.Whole("priority", 1, 100) is > 1 and var priority ? priority : null,
        Needs = ReadNeeds(reader),
        Compute = ReadCompute(reader),
    };

    private static NeedsSpec? ReadNeeds(SettingsReader reader)
    {
        var needs = new NeedsSpec(reader.Bytes("needs.memory", 0), reader.Bytes("needs.gpu-memory", 0));
        return needs == new NeedsSpec(0, 0) ? null : needs;
    }

    private static ComputeSpec? ReadCompute(SettingsReader reader)
    {
        string device = reader.OneOf("compute.device", [ComputeSpec.Cpu, ComputeSpec.Cuda]), precision = reader.OneOf("compute.precision", ["float32", "mixed"]);
        if (device == ComputeSpec.Cpu && precision == "mixed") reader.Report("compute.precision", "compute.precision = mixed is for compute.device = cuda: on the processor it would be slower, not faster");
        return device == ComputeSpec.Cpu ? null : new ComputeSpec(device, precision == "mixed");
    }

    private static MeasureSpec ReadMeasure(SettingsReader reader) => new()
    {
        Architectures = reader.Whole("measure.architectures", 4, 100_000),
        Batch = reader.Whole("measure.batch", 1, 1024),
        Threads = reader.Whole("measure.threads", 1, 256),
        WarmUp = reader.Time("measure.warm-up", TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        ConfidenceWidth = reader.Share("measure.confidence-width", 0.0001, 1),
        MaximumTime = reader.Time("measure.maximum-time", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
        MinimumSamples = reader.Whole("measure.minimum-samples", 6, 1_000_000),
        DriftEvery = reader.Whole("measure.drift-every", 1, 100_000),
        DriftLimit = reader.Share("measure.drift-limit", 0.0001, 10),
        Retries = reader.Whole("measure.retries", 0, 100),
    };

    private static EstimatorSpec ReadEstimator(SettingsReader reader) => new()
    {
        TargetError = reader.Share("estimator.target-error", 0, 1),
        HeldOut = reader.Share("estimator.held-out", 0.01, 0.9),
        Ensemble = reader.Whole("estimator.ensemble", 2, 100),
        Hidden = reader.List<int>("estimator.hidden", "a list of whole numbers from 1 to 4096, such as [64, 64]", text => SettingsReader.NumberIn(text, 1, 4096) is { } width && width == (int)width ? (int)width : null),
        Epochs = reader.Whole("estimator.epochs", 1, 1_000_000),
        LearningRate = reader.Number("estimator.learning-rate", 1e-8, 10),
        ExtraArchitectures = reader.Whole("estimator.extra-architectures", 1, 100_000),
        MaximumArchitectures = reader.Whole("estimator.maximum-architectures", 4, 1_000_000),
    };

    private static OptimizerSpec ReadOptimizer(SettingsReader reader, string section) => new(
        reader.Whole($"{section}.batch", 2, 8192),
        reader.Number($"{section}.learning-rate", 1e-8, 10),
        reader.Number($"{section}.momentum", 0, 0.9999),
        reader.Number($"{section}.weight-decay", 0, 1),
        reader.Share($"{section}.label-smoothing", 0, 0.9),
        reader.Share($"{section}.warm-up", 0, 0.9),
        reader.Number($"{section}.gradient-clip", 1e-6, 1e9));

    private static SearchSpace ReadSpace(SettingsReader reader, string path, string spaces)
    {
        string value = reader.Text("space", "the path of a space file, or a name in hocon/spaces");
        var empty = new SearchSpace("", new InputShape(1, 1, 1), [], 1, 1, [], 1, 0, 0);
        if (value.Length == 0) return empty;
        string beside = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] candidates = value.EndsWith(".conf", StringComparison.Ordinal) || value.Contains('/')
            ? [Path.Combine(beside, value), Path.GetFullPath(value)]
            : [Path.Combine(beside, value + ".conf"), Path.Combine(beside, "..", "spaces", value + ".conf"), Path.Combine(spaces, value + ".conf")];
        if (candidates.FirstOrDefault(File.Exists) is not { } found)
        {
            reader.Report("space", $"space = {value}: no such file; looked for {string.Join(", ", candidates.Select(Path.GetFullPath).Distinct())}");
            return empty;
        }

        return SpaceFile.Load(Path.GetRelativePath(Environment.CurrentDirectory, found));
    }

    /// <summary>What no key alone can break.</summary>
    private static void Check(SettingsReader reader, SearchSpec spec, InputShape input)
    {
        void Demand(bool holds, string key, string problem)
        {
            if (!holds) reader.Report(key, problem);
        }

        bool trains = spec.AccuracyTable is null, times = spec.LatencyTable is null;
        Demand(spec.Space.Kind != SpaceKind.Cell || !trains, "accuracy", $"accuracy = supernet, but space {spec.Space.Name} is known from tables only: set accuracy = table");
        Demand(spec.Space.Kind != SpaceKind.Cell || !times, "device", $"device = {spec.Device}, but space {spec.Space.Name} is known from tables only: set device = table");
        Demand(times || !spec.Regularization.Enabled, "regularization.enabled", "regularization.enabled = true with device = table: a choice can't be dropped from a table; set it to false");
        var sizes = spec.Space.ImageSizes;
        Demand(sizes.Contains(input.Size), "space", $"space = {spec.Space.Name} is for images of {string.Join(" or ", sizes)} pixels, but {spec.Dataset.Name} has {input.Size}: choose another space, or add {input.Size} to its image-sizes");
        Demand(spec.Space.Searchable.Length > 0, "space", $"space = {spec.Space.Name} has no layer with several choices: there is nothing to search");
        Demand(
            spec.Estimator.MaximumArchitectures >= spec.Measure.Architectures,
            "estimator.maximum-architectures",
            $"estimator.maximum-architectures = {spec.Estimator.MaximumArchitectures} is less than measure.architectures = {spec.Measure.Architectures}");
        int held = (int)(spec.Estimator.HeldOut * spec.Measure.Architectures);
        Demand(held >= 1 && spec.Measure.Architectures - held >= 2, "estimator.held-out", $"estimator.held-out = {spec.Estimator.HeldOut} of measure.architectures = {spec.Measure.Architectures} leaves too few to train on or to judge by");
        Demand(
            spec.Supernet.Sampler != SupernetSpec.Guided || spec.Supernet.GuidedFrom < spec.Supernet.Rounds,
            "supernet.guided-from",
            $"supernet.guided-from = {spec.Supernet.GuidedFrom} leaves none of supernet.rounds = {spec.Supernet.Rounds} guided: expected fewer, or supernet.sampler = uniform");
        int validation = spec.Dataset.ValidationImages;
        Demand(!trains || spec.Explore.Images <= validation, "explore.images", $"explore.images = {spec.Explore.Images} is more than dataset.validation-images = {validation}");
        Demand(!spec.Regularization.Enabled || spec.Regularization.Images <= validation, "regularization.images", $"regularization.images = {spec.Regularization.Images} is more than dataset.validation-images = {validation}");
        int paths = RegularizationRule.LeastPaths(spec.Space.AllChoices());
        Demand(
            !spec.Regularization.Enabled || spec.Regularization.Paths >= paths,
            "regularization.paths",
            $"regularization.paths = {spec.Regularization.Paths} can't tell the choices of space {spec.Space.Name} apart: expected at least {paths}, or regularization.enabled = false");
        int training = spec.Dataset.TrainingImages;
        foreach (var (section, optimizer) in new[] { ("supernet", spec.Supernet.Optimizer), ("train", spec.Train.Optimizer) })
        {
            Demand(training == 0 || optimizer.Batch <= training, $"{section}.batch", $"{section}.batch = {optimizer.Batch} is more than dataset.training-images = {training}");
        }

        Demand(spec.ConfirmTop <= spec.Explore.Population * spec.Explore.Generations, "confirm.top", $"confirm.top = {spec.ConfirmTop} is more than explore.population × explore.generations = {spec.Explore.Population * spec.Explore.Generations}");
        Demand(!trains || !spec.Train.Widths.IsEmpty, "train.widths", "train.widths is empty: expected at least one width");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNas.Domain.Sampling;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.LatencyModels.Encoding;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>A Gaussian process with one kernel design on one scale.</summary>
/// <param name="design">Name of one of the encoder's designs, or of <see cref="KernelDesign.Plain"/>.</param>
/// <param name="reweightings">How often outliers are looked for; 0: normal noise.</param>
public sealed class GaussianProcessModel(string name, string description, string design, LatencyScale scale, int reweightings) : ILatencyModel
{
    /// <summary>Fitting costs the cube of the samples; the first of them, in the order of drawing, must do.</summary>
    public const int MostSamples = 2000;

    /// <summary>Up to here leaving one out flatters, since the kernel was tuned on the sample that is left out; and refitting without it is cheap.</summary>
    private const int FewSamples = 300;

    /// <summary>The textbook's: squared exponential on the one-hot encoding, normal noise.</summary>
    public static GaussianProcessModel OneHot { get; } =
        new("gp-onehot", "Gaussian process: squared exponential on the one-hot encoding, normal noise", KernelDesign.Plain.Name, LatencyScale.Plain, 0);

    public string Name => name;

    public string Description => description;

    /// <summary>One of the encoder's designs, with noise that withstands outliers.</summary>
    public static GaussianProcessModel Robust(string design, LatencyScale scale)
    {
        string of = scale == LatencyScale.Logarithmic ? "log-ms" : "ms";
        return new GaussianProcessModel($"gp/{design}/{of}", $"Gaussian process on {of}, kernel {design}, outlier-robust noise", design, scale, 2);
    }

    /// <summary>One of the encoder's designs, with normal noise: it keeps between two groups of measurements where a robust one keeps to the larger.</summary>
    public static GaussianProcessModel Normal(string design) =>
        new($"gp/{design}/ms/normal", $"Gaussian process on ms, kernel {design}, normal noise", design, LatencyScale.Plain, 0);

    public IFittedLatencyModel Fit(TrainingSet data, SeedStream random)
    {
        var kept = Kept(data);
        var known = data.Set.Encoder.Kernels.Prepend(KernelDesign.Plain).Single(one => one.Name == design);
        return new Fitted(GaussianProcess.Fit(kept, known, scale, reweightings), data);
    }

    public IFittedLatencyModel Restore(TrainingSet data, JsonNode? state) =>
        new Fitted(new GaussianProcess(Kept(data), state.Deserialize<GaussianProcessState>() ?? throw new JsonException($"{name} has no state")), data);

    private static TrainingSet Kept(TrainingSet data) => data.Set.Count <= MostSamples ? data : data.Rows([.. Enumerable.Range(0, MostSamples)]);

    private sealed class Fitted(GaussianProcess process, TrainingSet data) : IFittedLatencyModel
    {
        public JsonNode? State => JsonSerializer.SerializeToNode(process.State);

        public (double[] Milliseconds, double[] Deviations)? LeaveOneOut
        {
            get
            {
                if (data.Set.Count <= FewSamples) return null;
                double[] milliseconds = new double[data.Set.Count], deviations = new double[data.Set.Count];
                // Samples beyond those that were fitted have been left out already.
                if (data.Set.Count > MostSamples) process.Predict(data.Set, milliseconds, deviations);
                var (ownMilliseconds, ownDeviations) = process.LeaveOneOut(Kept(data));
                ownMilliseconds.CopyTo(milliseconds, 0);
                ownDeviations.CopyTo(deviations, 0);
                return (milliseconds, deviations);
            }
        }

        public void Predict(EncodedSet set, Span<double> milliseconds, Span<double> deviations) => process.Predict(set, milliseconds, deviations);
    }
}

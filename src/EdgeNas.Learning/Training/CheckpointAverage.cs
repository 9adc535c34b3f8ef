using System.Collections.Immutable;
using EdgeNas.Domain;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Learning.Training;

/// <summary>Averages checkpoints tensor by tensor: weights, statistics and momentum.</summary>
internal static class CheckpointAverage
{
    /// <param name="checkpoints">Where each is from, for errors, and its bytes. The sum is taken in this order, in double precision, so that the same checkpoints give the same bytes.</param>
    /// <exception cref="EdgeNasException">They are damaged, or not of the same module at the same point of its training.</exception>
    public static byte[] Of(ImmutableArray<(string Source, byte[] Content)> checkpoints)
    {
        var files = checkpoints.Select(checkpoint => SafetensorsFile.Parse(checkpoint.Content, checkpoint.Source)).ToArray();
        var metadata = files[0].Metadata;
        var sums = new SortedDictionary<string, (ImmutableArray<int> Shape, double[] Values)>(StringComparer.Ordinal);
        for (int index = 0; index < files.Length; index++)
        {
            if (!files[index].Metadata.SequenceEqual(metadata)) throw Unlike(checkpoints[index].Source, checkpoints[0].Source, "another point of the training");
            foreach (var tensor in files[index].Tensors.OfType<FloatTensor>())
            {
                // A parameter that no path of a shard has touched has no momentum there: it counts as zero.
                if (!sums.TryGetValue(tensor.Name, out var sum)) sums[tensor.Name] = sum = ([.. tensor.Shape], new double[tensor.Data.Length]);
                if (!sum.Shape.SequenceEqual(tensor.Shape)) throw Unlike(checkpoints[index].Source, checkpoints[0].Source, $"another shape of {tensor.Name}");
                var values = tensor.Data.Span;
                for (int element = 0; element < values.Length; element++) sum.Values[element] += values[element];
            }
        }

        var averages = sums.Select(entry => new FloatTensor(entry.Key, entry.Value.Shape, Array.ConvertAll(entry.Value.Values, value => (float)(value / files.Length))));
        return metadata.Aggregate(SafetensorsFile.Of(averages), (file, entry) => file.With(entry.Key, entry.Value)).ToBytes();
    }

    private static EdgeNasException Unlike(string one, string other, string what) => new($"{one} and {other} can't be averaged: they are of {what}. Start the search anew.");
}

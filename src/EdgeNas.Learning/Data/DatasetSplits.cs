using EdgeNas.Domain;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Learning.Data;

/// <summary>The published training part, divided by seed into images to train on and images to choose by.</summary>
/// <param name="Images">The whole published training part.</param>
/// <param name="Training">Indices of the images trained on.</param>
/// <param name="Validation">Indices of the images held out.</param>
/// <param name="Normalization">Of <paramref name="Training"/>; also used for validation and test images.</param>
public sealed record DatasetSplits(ImageSet Images, int[] Training, int[] Validation, Normalization Normalization)
{
    /// <exception cref="EdgeNasException">The data set has too few images for the spec.</exception>
    public static DatasetSplits Of(ImageSet images, DatasetSpec spec, long seed)
    {
        if (spec.ValidationImages < 1 || spec.ValidationImages + Math.Max(1, spec.TrainingImages) > images.Count)
        {
            throw new EdgeNasException(
                $"Data set {spec.Name} has {images.Count} training images; {spec.ValidationImages} for validation and "
                + $"{(spec.TrainingImages == 0 ? "the rest" : spec.TrainingImages)} for training can't be taken from them: "
                + "lower dataset.validation-images (at least 1) or dataset.training-images.");
        }

        int[] order = [.. Enumerable.Range(0, images.Count)];
        new SeedStream(seed, "dataset/validation").Shuffle(order.AsSpan());
        int training = spec.TrainingImages > 0 ? spec.TrainingImages : images.Count - spec.ValidationImages;
        int[] chosen = order[spec.ValidationImages..(spec.ValidationImages + training)];
        return new DatasetSplits(images, chosen, order[..spec.ValidationImages], Normalization.Of(images, chosen));
    }
}

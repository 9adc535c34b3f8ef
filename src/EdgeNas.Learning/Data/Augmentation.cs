namespace EdgeNas.Learning.Data;

/// <summary>Random changes of training images.</summary>
/// <param name="CropPadding">Pixels of zero padding (of the normalised image) on each side, from which a window of the image's size is cut; 0: none.</param>
/// <param name="Flip">Whether half of the images are mirrored left to right.</param>
public sealed record Augmentation(int CropPadding, bool Flip)
{
    public static Augmentation None { get; } = new(0, false);
}

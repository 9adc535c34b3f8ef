namespace EdgeNas.Domain.Spaces;

/// <summary>
/// One candidate operator of a layer: an inverted residual block (MBConv: 1×1 expansion, depthwise k×k, 1×1 projection;
/// Sandler et al., MobileNetV2, 2018), or a skip.
/// </summary>
/// <param name="Name">Canonical name: <c>k3e6</c> is kernel 3, expansion 6; <c>skip</c> is the skip.</param>
/// <param name="Kernel">Odd width of the depthwise kernel in pixels; 0 for a skip.</param>
/// <param name="Expansion">Channels inside the block per channel that enters it; 0 for a skip. With 1 there is no expansion convolution.</param>
public sealed record LayerChoice(string Name, int Kernel, int Expansion)
{
    /// <summary>Identity where the layer keeps its shape, else a strided 1×1 convolution with batch norm and activation.</summary>
    public static LayerChoice Skip { get; } = new("skip", 0, 0);

    public bool IsSkip => Kernel == 0;

    /// <summary>An MBConv choice under its canonical name.</summary>
    public static LayerChoice MbConv(int kernel, int expansion) => new($"k{kernel}e{expansion}", kernel, expansion);

    /// <summary>The choice named <paramref name="name"/>, or null where the name is neither <c>skip</c> nor <c>k&lt;odd kernel&gt;e&lt;expansion&gt;</c>.</summary>
    public static LayerChoice? Parse(string name)
    {
        if (name == Skip.Name) return Skip;
        string[] parts = name.Length > 1 && name[0] == 'k' ? name[1..].Split('e') : [];
        bool valid = parts.Length == 2
            & int.TryParse(parts.ElementAtOrDefault(0), out int kernel)
            & int.TryParse(parts.ElementAtOrDefault(1), out int expansion);
        return valid && kernel is > 0 and <= 31 && kernel % 2 == 1 && expansion is > 0 and <= 32 && name == $"k{kernel}e{expansion}"
            ? MbConv(kernel, expansion)
            : null;
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share. Weight [out, in / groups, kernel…], bias [out]; initial values as PyTorch draws them.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation,
        long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(name)
    {
        if (padding_type == TorchSharp.Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException($"padding 'same' goes with stride 1 only; stride is [{string.Join(", ", stride)}]", nameof(padding_type));
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.groups = groups;
        this.padding_mode = padding_mode;
        weight = new Parameter(empty((long[])[out_channels, in_channels / groups, .. kernel_size], dtype, device));
        this.bias = bias ? new Parameter(empty([out_channels], dtype, device)) : null;
        MarkRegistered();
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; }

    public long[] stride { get; }

    public long[] padding { get; }

    public Padding? padding_type { get; }

    public long[] dilation { get; }

    public long groups { get; }

    public PaddingModes padding_mode { get; }

    public Parameter weight
    {
        get;
        set
        {
            field = value;
            Hold("weight", value);
        }
    }

    public Parameter? bias
    {
        get;
        set
        {
            field = value;
            Hold("bias", value);
        }
    }

    public void reset_parameters() => nn.init.ResetLinear(weight, bias);

    /// <summary>Whether the input is a batch or one image with the channels of this layer.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        long rank = input.ndim;
        return (rank == dimensions + 2 && input.size(1) == in_channels) || (rank == dimensions + 1 && input.size(0) == in_channels);
    }
}

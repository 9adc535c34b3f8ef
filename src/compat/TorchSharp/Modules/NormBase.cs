using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalizations with running statistics share. Weight, bias, mean and variance are [features].</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones([num_features], dtype, device));
            bias = new Parameter(zeros([num_features], dtype, device));
        }

        if (track_running_stats)
        {
            running_mean = zeros([num_features], dtype, device);
            running_var = ones([num_features], dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }

        MarkRegistered();
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>Weight of a batch in the running statistics; null: the plain average over all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter? weight
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

    public Tensor? running_mean
    {
        get;
        set
        {
            field = value;
            Hold("running_mean", value);
        }
    }

    public Tensor? running_var
    {
        get;
        set
        {
            field = value;
            Hold("running_var", value);
        }
    }

    public Tensor? num_batches_tracked
    {
        get;
        set
        {
            field = value;
            Hold("num_batches_tracked", value);
        }
    }

    /// <summary>Mean 0, variance 1, no batches.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        using var frozen = no_grad();
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }

    /// <exception cref="ArgumentException">The input has another number of dimensions than this layer takes.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}

namespace TorchSharp;

/// <summary>A loss with a weight per class or element, which it owns.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    protected WeightedLoss(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : base(reduction)
    {
        this.weight = weight;
        if (weight is not null) register_buffer("weight", weight, persistent: false);
    }

    public torch.Tensor? weight { get; }
}

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected OptimizerState(Parameter parameter) => Parameter = parameter;

    internal Parameter Parameter { get; }

    public virtual void Initialize(OptimizerOptions options)
    {
    }

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => GetType() == other.GetType();

    public virtual void to(torch.Device device)
    {
    }

    internal static bool Near(torch.Tensor? left, torch.Tensor? right) => left is null ? right is null : right is not null && left.allclose(right);

    /// <summary>A copy that lives outside of every scope, in the place of <paramref name="old"/>.</summary>
    internal static torch.Tensor? Copy(torch.Tensor? source, torch.Tensor? old)
    {
        old?.Dispose();
        return source?.clone().DetachFromDisposeScope();
    }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, torch.Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref torch.Tensor? result, torch.Device device)
    {
        result?.Dispose();
        result = null;
        if (!reader.ReadBoolean()) return;
        result = TensorExtensionMethods.Load(reader)!.to(device, disposeAfter: true).DetachFromDisposeScope();
    }
}

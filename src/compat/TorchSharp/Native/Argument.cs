using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One argument of <see cref="Aten"/>'s calls.</summary>
internal readonly struct Argument
{
    private Argument(ArgumentKind kind, long bits = 0, object? held = null)
    {
        Kind = kind;
        Bits = bits;
        Held = held;
    }

    private enum ArgumentKind : long
    {
        Absent, Integer, Real, Boolean, Tensor, Integers, Tensors, Text, Generator,
    }

    /// <summary>Tensor, generator, list or text.</summary>
    public object? Held { get; }

    private ArgumentKind Kind { get; }

    private long Bits { get; }

    public static implicit operator Argument(long value) => new(ArgumentKind.Integer, value);

    public static implicit operator Argument(double value) => new(ArgumentKind.Real, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(ArgumentKind.Boolean, value ? 1 : 0);

    public static implicit operator Argument(long? value) => value is { } known ? known : default(Argument);

    public static implicit operator Argument(double? value) => value is { } known ? known : default(Argument);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } known ? (long)known : default(Argument);

    public static implicit operator Argument(torch.Tensor? value) => value is null ? default : new(ArgumentKind.Tensor, 0, value);

    public static implicit operator Argument(torch.Tensor[] value) => new(ArgumentKind.Tensors, value.Length, value);

    public static implicit operator Argument(long[]? value) => value is null ? default : new(ArgumentKind.Integers, value.Length, value);

    public static implicit operator Argument(torch.Generator? value) => value is null ? default : new(ArgumentKind.Generator, 0, value);

    public static implicit operator Argument(string? value) => value is null ? default : new(ArgumentKind.Text, 0, value);

    public static implicit operator Argument(Scalar? value) => value is null ? default
        : value.Number.IsReal ? value.Number.Real
        : value.Number.IsBoolean ? value.Number.Real != 0
        : value.Number.Integer;

    /// <summary>What the native side reads; lists are pinned, and freed by the caller through <paramref name="pins"/>.</summary>
    public Layout ToNative(List<GCHandle> pins) => new(
        (long)Kind,
        Bits,
        Held switch
        {
            torch.Tensor tensor => tensor.Handle,
            torch.Generator generator => generator.Address,
            torch.Tensor[] tensors => Pinned(torch.Addresses(tensors), pins),
            string text => Pinned(System.Text.Encoding.UTF8.GetBytes(text + '\0'), pins),
            Array list => Pinned(list, pins),
            _ => 0,
        });

    private static nint Pinned(Array list, List<GCHandle> pins)
    {
        var pin = GCHandle.Alloc(list, GCHandleType.Pinned);
        pins.Add(pin);
        return pin.AddrOfPinnedObject();
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Layout(long Kind, long Bits, nint Address);
}

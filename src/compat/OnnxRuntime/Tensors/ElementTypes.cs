namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Which .NET type an element type is.</summary>
internal static class ElementTypes
{
    private static readonly (TensorElementType Element, Type Type, int Bytes)[] Known =
    [
        (TensorElementType.Float, typeof(float), 4), (TensorElementType.UInt8, typeof(byte), 1), (TensorElementType.Int8, typeof(sbyte), 1),
        (TensorElementType.UInt16, typeof(ushort), 2), (TensorElementType.Int16, typeof(short), 2), (TensorElementType.Int32, typeof(int), 4),
        (TensorElementType.Int64, typeof(long), 8), (TensorElementType.Bool, typeof(bool), 1), (TensorElementType.Double, typeof(double), 8),
        (TensorElementType.UInt32, typeof(uint), 4), (TensorElementType.UInt64, typeof(ulong), 8),
    ];

    public static TensorElementType Of(Type type) => Known.FirstOrDefault(known => known.Type == type) is { Bytes: > 0 } found
        ? found.Element
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensors of {type.Name} are not supported.");

    public static int Bytes(TensorElementType element) => Known.FirstOrDefault(known => known.Element == element) is { Bytes: > 0 } found
        ? found.Bytes
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensors of {element} are not supported.");

    /// <summary>The .NET type, or null where there is none.</summary>
    public static Type? TypeOf(TensorElementType element) => element == TensorElementType.String ? typeof(string) : Known.FirstOrDefault(known => known.Element == element).Type;
}

using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type of one input or output of a model.</summary>
public unsafe class NodeMetadata
{
    private readonly OrtTensorTypeAndShapeInfo? _tensor;
    private readonly string[] _symbolicDimensions = [];

    internal NodeMetadata(nint typeInfo)
    {
        int type;
        NativeApiStatus.VerifySuccess(NativeMethods.GetOnnxTypeFromTypeInfo(typeInfo, &type));
        OnnxValueType = (OnnxValueType)type;
        if (!IsTensor) return;

        nint info;
        NativeApiStatus.VerifySuccess(NativeMethods.CastTypeInfoToTensorInfo(typeInfo, &info));
        _tensor = new OrtTensorTypeAndShapeInfo(info);
        nint[] names = new nint[_tensor.Value.DimensionsCount];
        fixed (nint* first = names)
        {
            NativeApiStatus.VerifySuccess(NativeMethods.GetSymbolicDimensions(info, first, (nuint)names.Length));
        }

        _symbolicDimensions = [.. names.Select(NativeMethods.Text)];
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    /// <summary>The shape; −1 where the model leaves a dimension open.</summary>
    public int[] Dimensions => [.. Tensor.Shape.Select(dimension => (int)dimension)];

    /// <summary>Name of each open dimension; empty text for fixed ones.</summary>
    public string[] SymbolicDimensions => [.. _symbolicDimensions];

    public TensorElementType ElementDataType => Tensor.ElementDataType;

    public Type? ElementType => ElementTypes.TypeOf(Tensor.ElementDataType);

    public bool IsString => Tensor.IsString;

    private OrtTensorTypeAndShapeInfo Tensor =>
        _tensor ?? throw new OnnxRuntimeException(ErrorCode.Fail, $"OnnxValueType must either be a tensor or sparse tensor, but it is {OnnxValueType}.");
}

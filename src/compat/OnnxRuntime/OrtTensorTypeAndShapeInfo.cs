using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Element type and shape of a tensor. In a model's input or output a dimension that is not fixed is −1.</summary>
public unsafe struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(nint tensorInfo)
    {
        int element;
        nuint count, dimensions;
        NativeApiStatus.VerifySuccess(NativeMethods.GetTensorElementType(tensorInfo, &element));
        NativeApiStatus.VerifySuccess(NativeMethods.GetDimensionsCount(tensorInfo, &dimensions));
        ElementDataType = (TensorElementType)element;
        Shape = new long[dimensions];
        fixed (long* shape = Shape)
        {
            NativeApiStatus.VerifySuccess(NativeMethods.GetDimensions(tensorInfo, shape, dimensions));
        }

        if (Shape.All(dimension => dimension >= 0))
        {
            NativeApiStatus.VerifySuccess(NativeMethods.GetTensorShapeElementCount(tensorInfo, &count));
            ElementCount = (long)count;
        }
        else
        {
            ElementCount = -1;
        }
    }

    public TensorElementType ElementDataType { get; private set; }

    public bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; private set; }

    public int DimensionsCount => Shape.Length;

    public long[] Shape { get; private set; }
}

namespace TorchSharp;

/// <summary>Ways to write a tensor down.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device.</summary>
    Metadata,

    /// <summary>These, then the elements in columns, matrix by matrix.</summary>
    Julia,

    /// <summary>The elements in nested brackets.</summary>
    Numpy,

    /// <summary>Shape, type and device, then the elements as a C# initializer.</summary>
    CSharp,

    /// <summary>What <see cref="torch.set_printoptions(TensorStringStyle?, string?, int?, string?, int?, int?)"/> says; Julia at first.</summary>
    Default,
}

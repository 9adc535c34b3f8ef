namespace TorchSharp;

/// <summary>Padding of a convolution by rule.</summary>
public enum Padding : long
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As much as keeps the size at stride 1.</summary>
    Same = 1,
}

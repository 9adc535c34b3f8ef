namespace EdgeNas.Domain.Spaces;

/// <summary>One image of a data set, <c>[channels, size, size]</c>, and the number of classes that a network tells apart.</summary>
public sealed record InputShape(int Channels, int Size, int Classes)
{
    public override string ToString() => $"{Channels}×{Size}×{Size}, {Classes} classes";
}

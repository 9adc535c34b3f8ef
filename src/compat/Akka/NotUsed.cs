namespace Akka;

/// <summary>Says that a value means nothing; all are equal.</summary>
public sealed class NotUsed : IComparable<NotUsed>
{
    public static readonly NotUsed Instance = new();

    private NotUsed()
    {
    }

    public int CompareTo(NotUsed? other) => 0;

    public override string ToString() => "()";
}

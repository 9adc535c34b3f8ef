namespace Compat.Akka.Tests.Persistence;

/// <summary>As <see cref="PostgresFactAttribute"/>, for a test with data.</summary>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresFactAttribute.Missing;
}

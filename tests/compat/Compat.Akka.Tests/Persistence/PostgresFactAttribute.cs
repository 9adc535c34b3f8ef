namespace Compat.Akka.Tests.Persistence;

/// <summary>A test that needs PostgreSQL's programs; skipped with a reason where they are missing.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = Missing;

    /// <summary>Null where they are there.</summary>
    internal static string? Missing => PostgresServer.Programs is null ? "PostgreSQL's programs initdb and postgres are not installed (package postgresql)." : null;
}

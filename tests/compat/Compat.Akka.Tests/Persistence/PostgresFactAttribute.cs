namespace Compat.Akka.Tests.Persistence;

/// <summary>A test that needs PostgreSQL's programs; skipped with a reason where they are missing.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null) Skip = "PostgreSQL's programs initdb and postgres are not installed (package postgresql).";
    }
}

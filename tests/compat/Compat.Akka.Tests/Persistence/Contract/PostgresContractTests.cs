using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>The contracts of journals and snapshot stores, on PostgreSQL. Each of their tests is a row here, so that all are skipped where it is missing.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class PostgresContractTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    public static TheoryData<string, int> OfJournals => TestsOf(typeof(JournalContract));

    public static TheoryData<string, int> OfSnapshotStores => TestsOf(typeof(SnapshotStoreContract));

    private string Hocon => SqlHocon.Sql(server.ConnectionString, "PostgreSQL.15");

    [PostgresTheory]
    [MemberData(nameof(OfJournals))]
    public void Journal_OnPostgres_KeepsTheContract(string test, int row)
    {
        using var suite = new Journals(Hocon);
        Run(suite, test, row);
    }

    [PostgresTheory]
    [MemberData(nameof(OfSnapshotStores))]
    public void SnapshotStore_OnPostgres_KeepsTheContract(string test, int row)
    {
        using var suite = new SnapshotStores(Hocon);
        Run(suite, test, row);
    }

    private static TheoryData<string, int> TestsOf(Type contract)
    {
        var tests = new TheoryData<string, int>();
        foreach (var method in contract.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))))
            for (int row = 0; row < RowsOf(method).Count; row++) tests.Add(method.Name, row);
        return tests;
    }

    /// <summary>The arguments of a theory's rows; one empty row for a fact.</summary>
    private static List<object[]> RowsOf(MethodInfo method) =>
        method.IsDefined(typeof(TheoryAttribute)) ? [.. method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method))] : [[]];

    private static void Run(object suite, string test, int row)
    {
        var method = suite.GetType().GetMethod(test)!;
        object[] arguments = [.. RowsOf(method)[row].Zip(method.GetParameters(), (value, parameter) => Convert.ChangeType(value, parameter.ParameterType, CultureInfo.InvariantCulture))];
        try
        {
            method.Invoke(suite, arguments);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException);
        }
    }

    private sealed class Journals(string hocon) : JournalContract(hocon);

    private sealed class SnapshotStores(string hocon) : SnapshotStoreContract(hocon);
}

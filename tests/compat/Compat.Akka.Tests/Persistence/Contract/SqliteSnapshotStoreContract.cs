namespace Compat.Akka.Tests.Persistence.Contract;

public sealed class SqliteSnapshotStoreContract : SnapshotStoreContract
{
    private readonly TempFolder _folder;

    public SqliteSnapshotStoreContract()
        : this(new TempFolder())
    {
    }

    private SqliteSnapshotStoreContract(TempFolder folder)
        : base(SqlHocon.Sqlite(folder.File("journal.db"))) => _folder = folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

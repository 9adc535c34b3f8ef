namespace Compat.Akka.Tests.Persistence.Contract;

public sealed class SqliteJournalContract : JournalContract
{
    private readonly TempFolder _folder;

    public SqliteJournalContract()
        : this(new TempFolder())
    {
    }

    private SqliteJournalContract(TempFolder folder)
        : base(SqlHocon.Sqlite(folder.File("journal.db"))) => _folder = folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

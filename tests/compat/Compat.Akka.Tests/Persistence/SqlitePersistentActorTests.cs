namespace Compat.Akka.Tests.Persistence;

public sealed class SqlitePersistentActorTests : PersistentActorSpec
{
    private readonly TempFolder _folder;

    public SqlitePersistentActorTests()
        : this(new TempFolder())
    {
    }

    private SqlitePersistentActorTests(TempFolder folder)
        : base(SqlHocon.Sqlite(folder.File("journal.db"))) => _folder = folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

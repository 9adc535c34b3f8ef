namespace Compat.Akka.Tests.Persistence.Contract;

public sealed class LocalSnapshotStoreContract : SnapshotStoreContract
{
    private readonly TempFolder _folder;

    public LocalSnapshotStoreContract()
        : this(new TempFolder())
    {
    }

    private LocalSnapshotStoreContract(TempFolder folder)
        : base(SqlHocon.LocalSnapshots(folder.Path)) => _folder = folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

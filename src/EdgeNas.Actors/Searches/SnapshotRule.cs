namespace EdgeNas.Actors.Searches;

/// <summary>
/// When a search's state is stored as a whole, so that a restart needn't read all of its events. A snapshot holds the whole state: one after every so many events would cost with the square of
/// their number. So they get rarer as the search grows: all snapshots together hold at most about nine times its events, and at most a ninth of its events is read after the last one.
/// </summary>
public static class SnapshotRule
{
    /// <summary>Events between two snapshots at least.</summary>
    private const int Fewest = 200;

    /// <summary>A search's events, to those between two of its snapshots.</summary>
    private const int Share = 8;

    /// <param name="snapshot">Number of the event after which the last snapshot was taken; 0 where there is none.</param>
    /// <param name="last">Number of the last event.</param>
    public static bool IsDue(long snapshot, long last) => last - snapshot >= Math.Max(Fewest, snapshot / Share);
}

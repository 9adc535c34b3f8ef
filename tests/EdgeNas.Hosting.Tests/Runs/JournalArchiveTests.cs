using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Runs;

public sealed class JournalArchiveTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly SearchFixture _search = SearchFixture.Play(ExampleSearch.Load(), new MemoryArtifacts());

    private RunsFolder Folder => new(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void List_Again_ReadsOnlyWhatHappenedSince()
    {
        const int Half = 40;
        TestJournal.Append(Folder, _search.State.Id, _search.Events.Take(Half));
        var archive = new JournalArchive(new JournalReader(Folder));
        var first = Assert.Single(archive.List());
        Assert.Null(first.Winner);

        // Whoever read from the beginning would miss these, and say so.
        TestJournal.Execute(Folder, $"DELETE FROM journal WHERE sequence_number < {Half}");
        TestJournal.Append(Folder, _search.State.Id, _search.Events.Skip(Half), after: Half);
        var second = Assert.Single(archive.List());

        Assert.Equal(_search.State.Winner!.Architecture.Code, second.Winner);
        Assert.Equal(_search.State.Find("winner")!.Finished!.TestAccuracy, second.TestAccuracy);
        Assert.Equal(first.Begun, second.Begun);
        Assert.Equal(second, Assert.Single(archive.List()));
    }
}

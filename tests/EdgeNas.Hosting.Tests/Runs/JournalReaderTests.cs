using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Runs;

public sealed class JournalReaderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly SearchFixture _search = SearchFixture.Play(ExampleSearch.Load(), new MemoryArtifacts(), state => state.Rounds.Count == 2);

    private RunsFolder Folder => new(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Read_StoredEvents_GivesTheStateAndTheTimes()
    {
        TestJournal.Append(Folder, _search.State.Id, _search.Events);

        var read = new JournalReader(Folder).Read(_search.State.Id);

        Assert.Equal(_search.Events.Length, read.Events.Length);
        Assert.Equal(_search.State.Checkpoint, read.State.Checkpoint);
        Assert.Equal(_search.Events.Select(stored => (stored.At, stored.ElapsedSeconds)), read.Events.Select(stored => (stored.At, stored.ElapsedSeconds)));
    }

    [Fact]
    public void ReadAfter_KnownEvents_GivesTheRest()
    {
        TestJournal.Append(Folder, _search.State.Id, _search.Events);

        Assert.Equal(_search.Events.Length - 3, new JournalReader(Folder).ReadAfter(_search.State.Id, 3).Length);
    }

    [Fact]
    public void Read_AnyNumberOfTimes_LeavesTheFolderAsItWas()
    {
        TestJournal.Append(Folder, _search.State.Id, _search.Events);
        TestJournal.Execute(Folder, "PRAGMA journal_mode = WAL");
        var before = Directory.GetFiles(_temporary.Path).Select(path => (path, File.GetLastWriteTimeUtc(path), new FileInfo(path).Length)).ToArray();

        new JournalReader(Folder).Read(_search.State.Id);
        new JournalReader(Folder).List();

        Assert.Equal(before, Directory.GetFiles(_temporary.Path).Select(path => (path, File.GetLastWriteTimeUtc(path), new FileInfo(path).Length)).ToArray());
    }

    [Fact]
    public void List_TwoSearches_GivesBothInTheOrderOfCreation()
    {
        TestJournal.Append(Folder, new SearchId("zebra"), _search.Events.Take(2));
        TestJournal.Append(Folder, new SearchId("ant"), _search.Events.Take(2));
        TestJournal.Append(Folder, new SearchId("zebra"), _search.Events.Skip(2).Take(2), after: 2);

        Assert.Equal(["zebra", "ant"], new JournalReader(Folder).List().Select(id => id.Value));
    }

    [Fact]
    public void List_NoJournal_IsEmptyAndWritesNothing()
    {
        Assert.Empty(new JournalReader(Folder).List());
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void Read_UnknownSearch_NamesTheKnownOnes()
    {
        TestJournal.Append(Folder, new SearchId("known-one"), _search.Events.Take(2));

        Assert.Contains("known-one", Assert.Throws<EdgeNasException>(() => new JournalReader(Folder).Read(new SearchId("other"))).Message);
    }

    [Fact]
    public void List_FileThatIsNoDatabase_NamesItAndTheNextStep()
    {
        File.WriteAllText(Folder.Journal, new string('x', 5000));

        string message = Assert.Throws<EdgeNasException>(() => new JournalReader(Folder).List()).Message;

        Assert.Contains(Folder.Journal, message);
        Assert.Contains("backup", message);
    }

    [Fact]
    public void Check_SoundFile_PassesAndDamagedPages_AreFound()
    {
        TestJournal.Append(Folder, _search.State.Id, _search.Events);
        new JournalReader(Folder).Check();
        using (var file = File.OpenWrite(Folder.Journal))
        {
            file.Position = file.Length - 8192;
            file.Write(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }

        Assert.Contains(Folder.Journal, Assert.Throws<EdgeNasException>(() => new JournalReader(Folder).Check()).Message);
    }

    [Theory]
    [InlineData("UPDATE journal SET message = x'7b' WHERE sequence_number = 2", "event 2 of search")]
    [InlineData("DELETE FROM journal WHERE sequence_number = 3", "event 3 of search")]
    [InlineData("UPDATE journal SET manifest = 'search.other.v9' WHERE sequence_number = 2", "search.other.v9")]
    public void Read_DamagedEvents_SaysWhich(string damage, string expected)
    {
        TestJournal.Append(Folder, _search.State.Id, _search.Events);
        TestJournal.Execute(Folder, damage);

        string message = Assert.Throws<EdgeNasException>(() => new JournalReader(Folder).Read(_search.State.Id)).Message;

        Assert.Contains(expected, message);
        Assert.Contains(Folder.Journal, message);
    }
}

using EdgeNas.Domain;
using EdgeNas.Hosting.Runs;
using Microsoft.Data.Sqlite;

namespace EdgeNas.Hosting.Tests.Runs;

public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private RunsFolder Folder => new(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Prepare_JournalThatAnotherLibraryBegan_HasAWriteAheadLogFromThenOn()
    {
        var search = SearchFixture.Play(new MemoryArtifacts(), state => state.Rounds.Count == 1);
        TestJournal.Append(Folder, search.State.Id, search.Events);
        TestJournal.Execute(Folder, "PRAGMA journal_mode = DELETE");

        JournalFile.Prepare(Folder);

        using var writer = new SqliteConnection($"Data Source={Folder.Journal};Pooling=False");
        writer.Open();
        using var command = writer.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
        Assert.Equal(search.Events.Length, new JournalReader(Folder).Read(search.State.Id).Events.Length);
    }

    [Fact]
    public void Prepare_NoJournal_MakesOneWithoutSearches()
    {
        JournalFile.Prepare(Folder);

        Assert.True(File.Exists(Folder.Journal));
        Assert.Empty(new JournalReader(Folder).List());
    }

    [Fact]
    public void Prepare_PlaceThatCannotBeWritten_NamesIt()
    {
        Directory.CreateDirectory(Folder.Journal);

        Assert.Contains(Folder.Journal, Assert.Throws<EdgeNasException>(() => JournalFile.Prepare(Folder)).Message);
    }
}

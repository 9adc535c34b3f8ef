using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Tests.Runs;

public sealed class RunsLockTests : IDisposable
{
    private static readonly SearchId Search = new("some-search");

    private readonly TemporaryFolder _temporary = new();

    private RunsFolder Folder => new(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Take_Held_NamesProcessAndSearch()
    {
        using var held = RunsLock.Take(Folder, Search);

        string message = Assert.Throws<EdgeNasException>(() => RunsLock.Take(Folder, new SearchId("other"))).Message;

        Assert.Contains($"Process {Environment.ProcessId}", message);
        Assert.Contains("edgenas search pause some-search", message);
    }

    [Fact]
    public void Take_HeldForAllSearches_NamesTheProcessAndNoSearch()
    {
        using var held = RunsLock.Take(Folder, search: null);

        string message = Assert.Throws<EdgeNasException>(() => RunsLock.Take(Folder, Search)).Message;

        Assert.Contains($"Process {Environment.ProcessId}", message);
        Assert.Contains("a seed", message);
        Assert.DoesNotContain("search pause", message);
    }

    [Fact]
    public void Dispose_LetsTheNextOneIn()
    {
        RunsLock.Take(Folder, Search).Dispose();

        RunsLock.Take(Folder, Search).Dispose();
        Assert.Null(RunsLock.Holder(Folder));
    }

    [Fact]
    public void Holder_WhileHeld_IsThisProcess()
    {
        using var held = RunsLock.Take(Folder, Search);

        Assert.Equal((Environment.ProcessId, Search), (RunsLock.Holder(Folder)!.ProcessId, RunsLock.Holder(Folder)!.Search));
    }

    [Fact]
    public void Holder_FileLeftByAProcessThatIsGone_IsNull()
    {
        _temporary.Write("lock.json", $$"""{"processId":{{Environment.ProcessId}},"started":"2001-01-01T00:00:00+00:00","search":"some-search"}""");

        Assert.Null(RunsLock.Holder(Folder));
        RunsLock.Take(Folder, Search).Dispose();
    }

    [Fact]
    public void Take_FolderThatCanNotBe_SaysSo()
    {
        _temporary.Write("runs", "a file");

        Assert.Contains("can't be written", Assert.Throws<EdgeNasException>(() => RunsLock.Take(new RunsFolder(_temporary.File("runs")), Search)).Message);
    }
}

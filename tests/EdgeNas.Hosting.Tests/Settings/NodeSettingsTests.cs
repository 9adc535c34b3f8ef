using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Settings;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Tests.Settings;

public sealed class NodeSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("seed")]
    [InlineData("worker")]
    [InlineData("profiler")]
    [InlineData("client")]
    public void Read_ShippedFile_IsTheDefaults(string node)
    {
        string shipped = Path.Combine(RepositoryRoot, "hocon", "node", $"{node}.conf");

        // A command has to say which cluster it means.
        string[] more = node == "client" ? [$"cluster.address = \"{Engine.Here}\""] : [];
        Assert.Equal(Describe(node, From(null, more)), Describe(node, From(shipped, more)));
    }

    [Fact]
    public void Seed_SeveralMistakes_NamesAllWithFileAndLine()
    {
        string file = Write("""
            cluster {
              adress = "amqp://broker/"
              port = 70000
              boards = ["board-1"]
            }
            artifacts.address = "http://10.0.0.5:7180"
            jobs.lease = 30 parsecs
            """);

        var errors = Assert.Throws<SettingsException>(() => SeedSettings.Read(From(file))).Errors;

        Assert.Contains(errors, error => error.Where == $"{file}:2" && error.Problem.Contains("did you mean cluster.address", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Where == $"{file}:3" && error.Problem.Contains("65535", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Where == $"{file}:4" && error.Problem.Contains("board-1", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Where == $"{file}:6" && error.Problem.Contains("https", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Where == $"{file}:7");
    }

    [Theory]
    [InlineData("artifacts.address=http://127.0.0.1:7199")]
    [InlineData("artifacts.address = http://127.0.0.1:7199")]
    [InlineData("artifacts.address=\"http://127.0.0.1:7199\"")]
    public void Set_Address_NeedsNoQuotes(string assignment)
    {
        Assert.Equal(new Uri("http://127.0.0.1:7199"), SeedSettings.Read(From(null, assignment)).Artifacts.Address);
    }

    [Fact]
    public void Access_PasswordFile_IsReadAndNeverShown()
    {
        string secret = Write("hush-hush\n", "password");

        var settings = WorkerSettings.Read(From(null, "cluster.user = worker-7", $"cluster.password-file = \"{secret}\""));

        Assert.Equal("hush-hush", settings.Access.Password);
        Assert.DoesNotContain("hush-hush", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("worker")]
    [InlineData("profiler")]
    [InlineData("client")]
    public void ToString_OfAnySettings_ShowsNoSecret(string node)
    {
        string secret = Write("hush-hush", "secret");
        string[] all = [$"cluster.password-file = \"{secret}\"", $"cluster.address = \"{Engine.Here}\""];
        string[] own = node switch
        {
            "seed" => ["journal.connection = \"Host=db;Username=e\"", $"journal.password-file = \"{secret}\""],
            "profiler" => [],
            _ => [$"artifacts.token-file = \"{secret}\""],
        };
        var sources = From(null, [.. all, .. own]);
        object settings = node switch
        {
            "seed" => SeedSettings.Read(sources),
            "worker" => WorkerSettings.Read(sources),
            "profiler" => ProfilerSettings.Read(sources, Path.Combine(RepositoryRoot, "hocon", "devices", "simulated.conf")),
            _ => ClientSettings.Read(sources),
        };

        Assert.Contains("hush-hush", System.Text.Json.JsonSerializer.Serialize(settings), StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_WithoutAnAddress_IsAskedForOne()
    {
        string file = Write("patience = 20 s");

        var error = Assert.Single(Assert.Throws<SettingsException>(() => ClientSettings.Read(From(file))).Errors);

        Assert.Contains("--cluster ADDRESS", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Engine", "Compat")] // Nodes of the real library have no broker, and no users.
    public void Access_PasswordInTheAddress_IsRefusedWithoutShowingMore()
    {
        var sources = new NodeSources(null, [], [new NodeOption("--cluster", "cluster.address", "amqp://ana:pw@host/")]);

        var error = Assert.Single(Assert.Throws<SettingsException>(() => ClientSettings.Read(sources)).Errors);

        Assert.Equal("--cluster", error.Where);
        Assert.Contains("without a password", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Engine", "Compat")] // Nodes of the real library have no broker, and no users.
    public void Access_UserInTheAddress_IsTheUser() =>
        Assert.Equal("ana", ClientSettings.Read(new NodeSources(null, [], [new NodeOption("--cluster", "cluster.address", "amqp://ana@host/")])).Access.User);

    [Fact]
    public void Seed_JournalPassword_GoesIntoTheConnection()
    {
        string secret = Write("a;b\"c", "password");

        var settings = SeedSettings.Read(From(null, "journal.connection = \"Host=db;Username=e\"", $"journal.password-file = \"{secret}\""));

        Assert.Equal("a;b\"c", new Npgsql.NpgsqlConnectionStringBuilder(settings.JournalConnection).Password);
        Assert.DoesNotContain("a;b", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Seed_Boards_MaySpeakForTheirDevicesAlone()
    {
        var rights = SeedSettings.Read(From(null, "cluster.boards = [\"board-1: jetson-7, jetson-7-int8\"]")).Boards;

        Assert.True(rights.May("board-1", "jetson-7-int8"));
        Assert.False(rights.May("board-1", "jetson-8"));
        Assert.False(rights.May("board-2", "jetson-7"));
        Assert.True(SeedSettings.Read(From(null)).Boards.May("board-2", "jetson-7"));
    }

    [Theory]
    [InlineData("10 GiB", 10L << 30)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("512", 512)]
    public void Worker_CacheSize_TakesUnits(string text, long bytes) => Assert.Equal(bytes, WorkerSettings.Read(From(null, $"artifacts.cache-size = {text}")).CacheBytes);

    private static string RepositoryRoot => Environment.GetEnvironmentVariable("EDGENAS_ROOT") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    private static NodeSources From(string? file, params string[] overrides) => new(file, overrides, []);

    private static string Describe(string node, NodeSources sources) => node switch
    {
        "seed" => Flat(SeedSettings.Read(sources)),
        "worker" => Flat(WorkerSettings.Read(sources)),
        "profiler" => Flat(ProfilerSettings.Read(sources, Path.Combine(RepositoryRoot, "hocon", "devices", "simulated.conf"))),
        _ => Flat(ClientSettings.Read(sources)),
    };

    private static string Flat<T>(T settings) => System.Text.Json.JsonSerializer.Serialize(settings);

    private string Write(string text, string name = "node.conf")
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}

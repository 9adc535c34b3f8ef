using Hocon;

namespace Compat.Hocon.Tests;

public sealed class IncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hocon-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("include \"inner/part.conf\"")]
    [InlineData("include file(\"inner/part.conf\")")]
    [InlineData("include required(\"inner/part.conf\")")]
    [InlineData("include required( file( \"inner/part.conf\" ) )")]
    [InlineData("include \"inner/part\"")]
    [InlineData("include\"inner/part.conf\"")]
    public void FromFile_Include_IsReadRelativeToTheFile(string include)
    {
        Write("inner/part.conf", "a = 1\ninclude \"deeper/leaf.conf\"");
        Write("inner/deeper/leaf.conf", "b = 2");

        var config = HoconConfigurationFactory.FromFile(Write("main.conf", include + "\nc = ${a}${b}"));

        Assert.Equal("12", config.GetString("c"));
    }

    [Fact]
    public void FromFile_IncludeBetweenFields_OverridesThoseBeforeAndIsOverriddenByThoseAfter()
    {
        Write("part.conf", "a = included, b = included, o { x = included }");

        var config = HoconConfigurationFactory.FromFile(Write("main.conf", "a = before\no { x = before, y = before }\ninclude \"part.conf\"\nb = after"));

        Assert.Equal(["included", "after", "included", "before"], new[] { "a", "b", "o.x", "o.y" }.Select(path => config.GetString(path)));
    }

    [Fact]
    public void FromFile_MissingInclude_IsAnErrorOnlyWhereRequired()
    {
        Assert.Equal(1, HoconConfigurationFactory.FromFile(Write("main.conf", "include \"none.conf\"\na = 1")).GetInt("a"));

        string path = Write("strict.conf", "a = 1\ninclude required(\"none.conf\")");
        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.FromFile(path));

        Assert.Equal($"{path}: line 2, column 1: the required include 'none.conf' was not found.", error.Message);
    }

    [Fact]
    public void FromFile_ErrorInAnInclude_NamesThatFile()
    {
        string part = Write("part.conf", "\n\n  a = = 1");

        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.FromFile(Write("main.conf", "include \"part.conf\"")));

        Assert.StartsWith($"{part}: line 3, column 7: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_Cycle_NamesTheChain()
    {
        Write("part.conf", "include \"main.conf\"");

        var error = Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.FromFile(Write("main.conf", "include \"part.conf\"")));

        Assert.Contains("includes itself", error.Message, StringComparison.Ordinal);
        Assert.Contains("main.conf → ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_SameFileTwice_IsNoCycle()
    {
        Write("part.conf", "x = 1");

        var config = HoconConfigurationFactory.FromFile(Write("main.conf", "a { include \"part.conf\" }\nb { include \"part.conf\" }"));

        Assert.Equal(2, config.GetInt("a.x") + config.GetInt("b.x"));
    }

    [Fact]
    public void FromFile_UrlInclude_SaysThatFilesIncludeFiles()
    {
        string path = Write("main.conf", "include url(\"http://localhost/x.conf\")");

        Assert.Contains("files can include files only", Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.FromFile(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_SubstitutionInAnInclude_IsLookedUpBelowTheIncludingObjectFirst()
    {
        Write("part.conf", "x = 10, y = ${x}, z = ${root-only}, list = [1], list += 2\ninner { include \"leaf.conf\" }");
        Write("leaf.conf", "own = 1, from-own = ${own}, from-part = ${x}, from-root = ${root-only}");

        var config = HoconConfigurationFactory.FromFile(Write("main.conf", "x = 99, root-only = 7, list = [9]\na.b { include \"part.conf\" }\na.b.x = 42"));

        Assert.Equal([42, 7, 1, 42, 7], new[] { "y", "z", "inner.from-own", "inner.from-part", "inner.from-root" }.Select(key => config.GetInt("a.b." + key)));
        Assert.Equal([1, 2], config.GetIntList("a.b.list"));
    }

    [Fact]
    public void FromFile_IncludeInAnArraysObject_IsRead()
    {
        Write("part.conf", "x = 1, y = ${v}");

        var config = HoconConfigurationFactory.FromFile(Write("main.conf", "v = 5, a = [{ include \"part.conf\" }]"));

        Assert.Equal("5", config.GetObjectList("a").Single()["y"].GetString());
    }

    [Fact]
    public void ParseString_Callback_AnswersEachInclude()
    {
        var asked = new List<(HoconCallbackType, string)>();

        var config = HoconConfigurationFactory.ParseString("include \"a\", include url(\"b\"), include classpath(\"c\"), include required(file(\"d\"))", (type, name) =>
        {
            asked.Add((type, name));
            return Task.FromResult<string?>($"key-{name} = {name}");
        });

        Assert.Equal([(HoconCallbackType.File, "a"), (HoconCallbackType.Url, "b"), (HoconCallbackType.Resource, "c"), (HoconCallbackType.File, "d")], asked);
        Assert.Equal(["key-a", "key-b", "key-c", "key-d"], config.Root.GetObject().Keys);
    }

    [Fact]
    public void ParseString_CallbackThatNeverEnds_IsBounded()
    {
        int calls = 0;

        Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString("include \"0\"", (_, _) => Task.FromResult<string?>($"include \"{++calls}\"")));
        Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString("include \"0\"", (_, _) => Task.FromResult<string?>($"include \"{++calls}\", include \"{++calls}\"")));
        Assert.InRange(calls, 1, 10_000);
    }

    [Fact]
    public void ParseString_WithoutCallback_ReadsNoFile()
    {
        string path = Write("part.conf", "a = 1").Replace('\\', '/');

        Assert.True(HoconConfigurationFactory.ParseString($"include \"{path}\"").IsEmpty);
        Assert.Throws<HoconParserException>(() => HoconConfigurationFactory.ParseString($"include required(\"{path}\")"));
    }

    [Fact]
    public void FromFile_MissingFile_NamesIt() =>
        Assert.Contains("none.conf", Assert.Throws<FileNotFoundException>(() => HoconConfigurationFactory.FromFile(Path.Combine(_folder, "none.conf"))).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

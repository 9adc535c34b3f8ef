using Xunit;

// Three of a kind: tests that don't run everywhere.
namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>Where the environment variable says so, the test is skipped for the given reason.</summary>
internal static class Skipping
{
    public static string? Reason(string? always, string? here, bool isSkippedHere) => always ?? (isSkippedHere ? here ?? "Not run here" : null);

    public static bool LocalFacts => bool.TryParse(Environment.GetEnvironmentVariable("XUNIT_SKIP_LOCAL_FACTS"), out bool skip) && skip;
}

/// <summary>A test that runs on a developer's machine, not where <c>XUNIT_SKIP_LOCAL_FACTS</c> is true.</summary>
public class LocalFactAttribute : FactAttribute
{
    private string? _skip;

    public string? SkipLocal { get; set; }

    public override string? Skip
    {
        get => Skipping.Reason(_skip, SkipLocal, Skipping.LocalFacts);
        set => _skip = value;
    }
}

/// <summary>A theory that runs on a developer's machine, not where <c>XUNIT_SKIP_LOCAL_FACTS</c> is true.</summary>
public class LocalTheoryAttribute : TheoryAttribute
{
    private string? _skip;

    public string? SkipLocal { get; set; }

    public override string? Skip
    {
        get => Skipping.Reason(_skip, SkipLocal, Skipping.LocalFacts);
        set => _skip = value;
    }
}

/// <summary>A test that runs on Windows alone.</summary>
public class WindowsFactAttribute : FactAttribute
{
    private string? _skip;

    public string? SkipUnix { get; set; }

    public override string? Skip
    {
        get => Skipping.Reason(_skip, SkipUnix, !OperatingSystem.IsWindows());
        set => _skip = value;
    }
}

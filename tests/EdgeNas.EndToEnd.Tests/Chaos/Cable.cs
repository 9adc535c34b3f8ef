using System.Diagnostics;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>
/// A network namespace for a node, with one cable to this machine that can be pulled (<c>ip netns</c>, a veth pair): the node's kernel hears nothing from outside, as in real life. Only
/// where this user may make one.
/// </summary>
internal sealed class Cable : IDisposable
{
    private static readonly int Net = 128 + (Environment.ProcessId % 100);

    private readonly string _name;
    private readonly string _end;

    /// <param name="number">1 to 250; tells the cables of this process apart.</param>
    private Cable(int number)
    {
        _name = $"edgenas-{Environment.ProcessId}-{number}";
        _end = $"en{Environment.ProcessId % 100_000}h{number}";
        string inner = $"en{Environment.ProcessId % 100_000}n{number}";
        Ip("netns", "add", _name);
        Ip("link", "add", _end, "type", "veth", "peer", "name", inner, "netns", _name);
        Ip("address", "add", $"10.{Net}.{number}.1/30", "dev", _end);
        Ip("link", "set", _end, "up");
        Ip("-n", _name, "address", "add", $"10.{Net}.{number}.2/30", "dev", inner);
        Ip("-n", _name, "link", "set", inner, "up");
        Ip("-n", _name, "link", "set", "lo", "up");
        Ip("-n", _name, "route", "add", "default", "via", $"10.{Net}.{number}.1");
    }

    /// <summary>What a program is started with, to be at the other end.</summary>
    public IReadOnlyList<string> Under => ["ip", "netns", "exec", _name];

    /// <summary>This machine's address, as seen from all cables; where there can be none, from itself.</summary>
    public static string Here { get; } = FindHere();

    /// <summary>Null where this user may make none.</summary>
    public static Cable? TryLay(int number) => Here == "127.0.0.1" ? null : new Cable(number);

    public void Pull() => Ip("link", "set", _end, "down");

    public void Plug() => Ip("link", "set", _end, "up");

    public void Dispose()
    {
        TryIp("link", "delete", _end);
        TryIp("netns", "delete", _name);
    }

    private static string FindHere()
    {
        string probe = $"edgenas-{Environment.ProcessId}-0", address = $"10.{Net}.0.1";
        if (!TryIp("netns", "add", probe) || !TryIp("netns", "delete", probe) || !TryIp("address", "add", $"{address}/32", "dev", "lo")) return "127.0.0.1";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TryIp("address", "delete", $"{address}/32", "dev", "lo");
        return address;
    }

    private static void Ip(params string[] arguments) => Assert.True(TryIp(arguments), $"ip {string.Join(' ', arguments)} failed");

    private static bool TryIp(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

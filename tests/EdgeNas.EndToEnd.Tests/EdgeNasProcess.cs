using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace EdgeNas.EndToEnd.Tests;

/// <summary>The edgenas command as a process of its own, in a folder of its own.</summary>
internal sealed class EdgeNasProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Lock _lock = new();
    private readonly List<Awaited> _awaited = [];
    private readonly TaskCompletionSource _outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously), _errorEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EdgeNasProcess(string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> under, string[] arguments)
    {
        // A shell's background jobs, of which these tests may be one, and their children ignore Ctrl-C.
        string[] command = ["env", "--default-signal=INT", .. under, "dotnet", Path.Combine(AppContext.BaseDirectory, "edgenas.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.Start();
        Listen(_process.StandardOutput, _output, _outputEnded);
        Listen(_process.StandardError, _error, _errorEnded);
    }

    public string Output
    {
        get
        {
            lock (_lock) return _output.ToString();
        }
    }

    public string Error
    {
        get
        {
            lock (_lock) return _error.ToString();
        }
    }

    /// <summary>Done when the process is no more.</summary>
    public Task Exited => _process.WaitForExitAsync();

    public bool HasExited => _process.HasExited;

    public static EdgeNasProcess Start(string folder, params string[] arguments) => new(folder, new Dictionary<string, string>(), [], arguments);

    public static EdgeNasProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => new(folder, environment, [], arguments);

    /// <param name="under">A program with its arguments that becomes the command, such as <c>ip netns exec NAME</c>.</param>
    public static EdgeNasProcess StartUnder(IReadOnlyList<string> under, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(folder, environment, under, arguments);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return (await process.ExitCodeAsync(), process.Output, process.Error);
    }

    /// <summary>Returns once a line that holds <paramref name="text"/> was printed; fails where the process ends without it.</summary>
    /// <param name="then">What to do at that moment, whatever keeps the test itself from going on; by then the process might have ended.</param>
    public async Task WaitForAsync(string text, Action? then = null)
    {
        var awaited = new Awaited(text, then);
        lock (_lock)
        {
            _awaited.Add(awaited);
            awaited.Look(_output.ToString());
        }

        try
        {
            await Task.WhenAny(awaited.Seen, _outputEnded.Task).WaitAsync(Patience);
            if (awaited.Seen.IsCompleted) await awaited.Seen;
            Assert.True(awaited.Seen.IsCompleted, $"edgenas ended before it printed '{text}'. Output: {Output}\nErrors: {Error}");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"edgenas hasn't printed '{text}' within {Patience}. Output: {Output}\nErrors: {Error}");
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        try
        {
            await Task.WhenAll(_process.WaitForExitAsync(), _outputEnded.Task, _errorEnded.Task).WaitAsync(Patience);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"edgenas hasn't ended within {Patience}. Output: {Output}\nErrors: {Error}");
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        Kill();
        await ExitCodeAsync();
    }

    /// <summary>kill -9, without waiting for the end.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, 2));

    /// <summary>SIGSTOP: it stands still, and knows nothing of it.</summary>
    public void Freeze() => _ = SendSignal(_process.Id, 19);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => _ = SendSignal(_process.Id, 18);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    /// <summary>On a thread of its own: those of the pool may all be busy with other tests, and a line be heard seconds late.</summary>
    private void Listen(StreamReader source, StringBuilder target, TaskCompletionSource ended) => new Thread(() =>
    {
        while (source.ReadLine() is { } line)
        {
            lock (_lock)
            {
                target.AppendLine(line);
                foreach (var awaited in _awaited) awaited.Look(line);
            }
        }

        ended.TrySetResult();
    })
    { IsBackground = true }.Start();

    private sealed class Awaited(string text, Action? then)
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public void Look(string printed)
        {
            if (_seen.Task.IsCompleted || !printed.Contains(text, StringComparison.Ordinal)) return;
            try
            {
                then?.Invoke();
                _seen.SetResult();
            }
            catch (Exception e)
            {
                _seen.SetException(e);
            }
        }
    }
}

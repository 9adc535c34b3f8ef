namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>A node as a service: whenever its process ends, another is started, as systemd does.</summary>
/// <param name="ready">What it says when it is one of the cluster.</param>
/// <param name="lines">Its network to the servers, one by one.</param>
/// <param name="cable">All its network at once, where it has such.</param>
internal sealed class ChaosNode(string name, string ready, IReadOnlyList<Line> lines, Cable? cable, Func<EdgeNasProcess> start) : IDisposable
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<EdgeNasProcess> _processes = [];
    private bool _isOn;

    public string Name => name;

    /// <summary>By which all that it sends and gets is late.</summary>
    public TimeSpan Delay
    {
        set
        {
            foreach (var line in lines) line.Delay = value;
        }
    }

    public int Starts
    {
        get
        {
            lock (_lock) return _processes.Count;
        }
    }

    public EdgeNasProcess Process
    {
        get
        {
            lock (_lock) return _processes[^1];
        }
    }

    /// <summary>Whether it runs and has been let in.</summary>
    public bool IsUp => !Process.HasExited && Process.Output.Contains(ready, StringComparison.Ordinal);

    /// <summary>What all its processes said.</summary>
    public string Said
    {
        get
        {
            lock (_lock) return string.Join('\n', _processes.Select((process, at) => $"--- {name}, start {at + 1}\n{process.Output}{process.Error}"));
        }
    }

    /// <summary>Cuts its network; nobody is told.</summary>
    public void Cut()
    {
        cable?.Pull();
        if (cable is null) lines.ToList().ForEach(line => line.Cut());
    }

    public void Mend()
    {
        cable?.Plug();
        if (cable is null) lines.ToList().ForEach(line => line.Mend());
    }

    public void TurnOn()
    {
        _isOn = true;
        Launch();
    }

    /// <summary>kill -9, and no restart.</summary>
    public void TurnOff()
    {
        _isOn = false;
        Process.Kill();
    }

    public Task UpAsync(TimeSpan patience) => Eventually.UntilAsync(() => IsUp, () => $"{name} is up; it said\n{Said}", patience);

    public void Dispose()
    {
        _isOn = false;
        lock (_lock) _processes.ForEach(process => process.Dispose());
        cable?.Dispose();
    }

    private void Launch()
    {
        EdgeNasProcess process;
        lock (_lock)
        {
            process = start();
            _processes.Add(process);
        }

        _ = RestartAfterAsync(process);
    }

    private async Task RestartAfterAsync(EdgeNasProcess process)
    {
        await process.Exited;
        if (!_isOn) return;
        await Task.Delay(BeforeRestart);
        if (_isOn) Launch();
    }
}

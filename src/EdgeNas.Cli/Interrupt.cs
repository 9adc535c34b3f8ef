using System.Runtime.InteropServices;

namespace EdgeNas.Cli;

/// <summary>Ctrl-C (or a polite kill): the first asks to stop cleanly, the second ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <param name="message">Told on the first signal.</param>
    public Interrupt(string? message)
    {
        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (_asked.IsCancellationRequested) Environment.Exit(ExitCodes.Paused);
            if (message is not null) Console.Error.WriteLine(message);
            // Whoever waits goes on elsewhere, so that the next signal finds this handler free.
            _ = _asked.CancelAsync();
        }

        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _asked.Dispose();
    }
}

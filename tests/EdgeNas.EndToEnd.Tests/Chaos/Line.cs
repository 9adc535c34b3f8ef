using System.Net;
using System.Net.Sockets;

namespace EdgeNas.EndToEnd.Tests.Chaos;

/// <summary>
/// The network between a node and a server of this machine, as a port that passes everything on. Cut, nothing gets through and nobody is told, as with a pulled cable; mended, what
/// was under way goes on, as TCP does.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _whole = new();

    /// <param name="address">Where it listens.</param>
    /// <param name="target">Port of the server on this machine.</param>
    public Line(string address, int target)
    {
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _target = target;
        _whole.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>By which every piece is late.</summary>
    public TimeSpan Delay { get; set; }

    public void Cut() => Volatile.Write(ref _whole, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Mend() => Volatile.Read(ref _whole).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Mend();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient near;
            try
            {
                near = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            _ = CarryAsync(near);
        }
    }

    /// <summary>Until one end hangs up; then the other is told.</summary>
    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await PassAsync();
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // An end that isn't there, or no more: closing the other tells it.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 * 1024];
        int read;
        do
        {
            read = await from.ReadAsync(buffer, _end.Token);
            await PassAsync();
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
        while (read > 0);
    }

    private async Task PassAsync()
    {
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, _end.Token);
        await Volatile.Read(ref _whole).Task.WaitAsync(_end.Token);
    }
}

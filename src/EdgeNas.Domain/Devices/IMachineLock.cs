namespace EdgeNas.Domain.Devices;

/// <summary>Keeps this process's training and measuring apart from that of other processes on the same machine. Thread-safe; both sides block their own threads.</summary>
public interface IMachineLock
{
    /// <summary>For a step of training: waits while another process measures, or waits to do so. Dispose it at the step's end.</summary>
    /// <exception cref="OperationCanceledException">The caller doesn't want to wait any longer.</exception>
    IDisposable Share(CancellationToken cancellation);

    /// <summary>For a measurement: waits for the steps and the measurements that other processes are at. Dispose it at the end.</summary>
    /// <exception cref="OperationCanceledException">The caller doesn't want to wait any longer.</exception>
    IDisposable Hold(CancellationToken cancellation);
}

using Akka.Actor;
using Akka.Event;
using RabbitMQ.Client.Exceptions;

namespace Akka.Remote.Amqp;

/// <summary>A node's lasting link to the broker: one session after the other, with back-off between them.</summary>
internal sealed class AmqpLink(AmqpSettings settings, AmqpNames names, Address node, IAmqpReceiver receiver, ILoggingAdapter log) : IAsyncDisposable
{
    private readonly Outbox _outbox = new(settings.BufferFrames, settings.BufferBytes, settings.BufferWait);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AmqpSession? _session;
    private Task _running = Task.CompletedTask;

    /// <summary>Ends when the node is connected for the first time; faulted if the broker refuses it for good.</summary>
    public Task FirstConnection => _first.Task;

    public bool IsConnected => Volatile.Read(ref _session) is not null;

    /// <summary>Why the last attempt to connect failed; for messages.</summary>
    public string? LastFailure { get; private set; }

    public void Start() => _running = Task.Run(RunAsync);

    /// <returns>False if there was no room.</returns>
    public bool TrySend(OutboundFrame frame) => _outbox.TryAdd(frame, mayWait: IsConnected);

    /// <returns>False if another node has the lock, or there is no connection.</returns>
    public async Task<bool> TryLockAsync(string queue)
    {
        try
        {
            return Volatile.Read(ref _session) is { } session && await session.TryLockAsync(queue, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfConnection(error))
        {
            return false;
        }
    }

    public async Task UnlockAsync(string queue)
    {
        try
        {
            if (Volatile.Read(ref _session) is { } session) await session.UnlockAsync(queue, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfConnection(error))
        {
            // With the connection the lock is gone too.
        }
    }

    /// <summary>Sends what waits, as long as <paramref name="patience"/> lasts, then closes the connection.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        _outbox.Close();
        await Task.WhenAny(_running, Task.Delay(IsConnected ? patience : TimeSpan.Zero)).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var pause = settings.BackoffMin;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var session = await AmqpSession.OpenAsync(settings, names, node, receiver, _stop.Token).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    pause = settings.BackoffMin;
                    Volatile.Write(ref _session, session);
                    receiver.Connected();
                    _first.TrySetResult();
                    await PublishAsync(session).ConfigureAwait(false);
                    Volatile.Write(ref _session, null);
                    receiver.Disconnected();
                    if (session.Reason is null) return;
                    log.Warning("The connection to the broker {0} ended: {1}. {2} frames were on their way and may be lost.", settings.Broker, session.Reason, session.UnconfirmedFrames);
                }
            }
            catch (Exception error) when (IsOfConnection(error))
            {
                if (_stop.IsCancellationRequested) return;
                LastFailure = Explain(error);
                if (IsFinal(error)) _first.TrySetException(new RemoteTransportException($"{LastFailure}", error));
                if (error is NoSeedYetException) log.Info("Waits for a seed at the broker {0}: {1}.", settings.Broker, LastFailure);
                else log.Warning("The broker {0} can't be used: {1} Next attempt in {2} ms.", settings.Broker, LastFailure, (int)pause.TotalMilliseconds);
            }

            await Task.Delay(pause * (0.8 + (0.4 * Random.Shared.NextDouble()))).ConfigureAwait(false);
            pause = pause * 2 < settings.BackoffMax ? pause * 2 : settings.BackoffMax;
        }
    }

    private async Task PublishAsync(AmqpSession session)
    {
        try
        {
            await session.PublishAsync(_outbox, _stop.Token).ConfigureAwait(false);
            await session.DrainAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfConnection(error))
        {
            if (!_stop.IsCancellationRequested) session.Fail(error);
        }
    }

    private static bool IsOfConnection(Exception error) =>
        error is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException or ObjectDisposedException or InvalidOperationException
            or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException;

    private static bool IsFinal(Exception error) => error is AuthenticationFailureException or BrokerUnreachableException { InnerException: AuthenticationFailureException }
        or BrokerUnreachableException { InnerException: OperationInterruptedException }
        || (error as BrokerUnreachableException)?.InnerException is AggregateException several && several.InnerExceptions.Any(IsFinal);

    private string Explain(Exception error) => error switch
    {
        OperationInterruptedException { ShutdownReason.ReplyCode: 405 } => $"another connection still has this node's mailbox; is a second node named {node} running, or has the broker not noticed yet that the last one is gone?",
        OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyText ?? interrupted.Message,
        { InnerException: { } inner } => Explain(inner is AggregateException several ? several.InnerExceptions[0] : inner),
        _ => error.Message,
    };
}

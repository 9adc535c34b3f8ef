using System.Diagnostics;
using Akka.Configuration;

namespace Akka.Pattern;

/// <summary>
/// Keeps a plugin whose store hangs or fails from taking its callers with it. A call that takes longer than <c>call-timeout</c> has failed. After
/// <c>max-failures</c> in a row further calls fail at once; <c>reset-timeout</c> later one call is let through, which decides. Thread safe.
/// </summary>
internal sealed class CircuitBreaker(int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _openedAt;
    private State _state = State.Closed;
    private Exception? _lastFailure;

    private enum State
    {
        Closed,
        Open,
        HalfOpen,
    }

    /// <summary>Reads the keys of a section <c>circuit-breaker</c>.</summary>
    /// <param name="path">The section's path, for messages.</param>
    /// <exception cref="ConfigurationException">A value is out of range.</exception>
    public static CircuitBreaker From(Config section, string path)
    {
        int failures = section.GetInt("max-failures");
        if (failures < 1) throw new ConfigurationException($"{path}.max-failures is {failures}; it must be at least 1.");
        return new CircuitBreaker(failures, Positive("call-timeout"), Positive("reset-timeout"));

        TimeSpan Positive(string key)
        {
            var value = section.GetTimeSpan(key, null, allowInfinite: false);
            return value > TimeSpan.Zero ? value : throw new ConfigurationException($"{path}.{key} is {value}; it must be longer than 0.");
        }
    }

    /// <exception cref="OpenCircuitException">Earlier calls have failed, so that this one isn't made.</exception>
    /// <exception cref="TimeoutException">The call took longer than allowed; it goes on, but nobody hears of it.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        Enter();
        try
        {
            var running = call();
            var result = running.IsCompleted ? await running.ConfigureAwait(false) : await Limit(running).ConfigureAwait(false);
            Succeeded();
            return result;
        }
        catch (Exception error)
        {
            Failed(error);
            throw;
        }
    }

    public Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call().ConfigureAwait(false);
        return Done.Instance;
    });

    private async Task<T> Limit<T>(Task<T> running)
    {
        try
        {
            return await running.WaitAsync(callTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            // Its error, should it end with one, has nobody left to tell.
            _ = running.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new TimeoutException($"Execution did not complete within the time allotted {callTimeout.TotalMilliseconds:0.###} ms");
        }
    }

    private void Enter()
    {
        lock (_lock)
        {
            if (_state == State.Closed) return;
            var left = resetTimeout - Stopwatch.GetElapsedTime(_openedAt);
            if (_state == State.Open && left <= TimeSpan.Zero) _state = State.HalfOpen;
            else throw new OpenCircuitException("Circuit Breaker is open; calls are failing fast", _lastFailure!, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    private void Succeeded()
    {
        lock (_lock)
        {
            // A call from before the circuit opened proves nothing about now.
            if (_state == State.Open) return;
            _state = State.Closed;
            _failures = 0;
        }
    }

    private void Failed(Exception error)
    {
        lock (_lock)
        {
            if (_state == State.Open) return;
            _lastFailure = error;
            if (_state == State.Closed && ++_failures < maxFailures) return;
            _state = State.Open;
            _failures = 0;
            _openedAt = Stopwatch.GetTimestamp();
        }
    }
}

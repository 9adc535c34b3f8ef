using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>Turns a task's outcome into a message, so that an actor can go on with it without waiting.</summary>
public static class PipeToSupport
{
    /// <param name="success">Makes the message from the result; without it the result itself is sent.</param>
    /// <param name="failure">Makes the message from the error; without it <see cref="Status.Failure"/> is sent.</param>
    public static Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, false, sender, success, failure);

    [SuppressMessage("Design", "CA1031", Justification = "The error is the message.")]
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        try
        {
            var result = await taskToPipe.ConfigureAwait(useConfigureAwait);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception error)
        {
            recipient.Tell(failure is null ? new Status.Failure(error) : failure(error), sender);
        }
    }

    public static Task PipeTo(this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <param name="success">Makes the message; without it nothing is sent when the task succeeds.</param>
    [SuppressMessage("Design", "CA1031", Justification = "The error is the message.")]
    public static async Task PipeTo(
        this Task taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        object? message;
        try
        {
            await taskToPipe.ConfigureAwait(useConfigureAwait);
            message = success?.Invoke();
        }
        catch (Exception error)
        {
            message = failure is null ? new Status.Failure(error) : failure(error);
        }

        if (message is not null) recipient.Tell(message, sender);
    }

    public static Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);

    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, useConfigureAwait, sender, success, failure);

    public static Task PipeTo(
        this ValueTask taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, useConfigureAwait, sender, success, failure);

    public static Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);
}

using Xunit;

namespace Akka.TestKit.Extensions;

/// <summary>What a test expects of a task. Reasons are formats of text with their arguments.</summary>
public static class TaskExtensions
{
    public static Task ShouldCompleteWithin(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs) =>
        Completed(task, timeout, because, becauseArgs);

    public static async Task<T> ShouldCompleteWithin<T>(this Task<T> task, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        await Completed(task, timeout, because, becauseArgs);
        return await task;
    }

    public static async Task ShouldCompleteWithin<T>(this Task<T> task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs)
    {
        var actual = await task.ShouldCompleteWithin(timeout, because, becauseArgs);
        if (!Equals(expected, actual)) Assert.Fail($"Expected {expected}{Reason(because, becauseArgs)}, but found {actual}.");
    }

    /// <returns>What the task failed with.</returns>
    public static async Task<T> ShouldThrowWithin<T>(this Task task, TimeSpan timeout, string because = "", params object[] becauseArgs)
        where T : Exception
    {
        try
        {
            await Completed(task, timeout, because, becauseArgs);
        }
        catch (T expected)
        {
            return expected;
        }

        Assert.Fail($"Expected a <{typeof(T)}>{Reason(because, becauseArgs)}, but nothing was thrown.");
        return null;
    }

    public static async Task ShouldThrowWithin<T>(this Task task, T expected, TimeSpan timeout, string because = "", params object[] becauseArgs)
        where T : Exception
    {
        var actual = await task.ShouldThrowWithin<T>(timeout, because, becauseArgs);
        if (actual.GetType() != expected.GetType() || actual.Message != expected.Message)
            Assert.Fail($"Expected {expected}{Reason(because, becauseArgs)}, but found {actual}.");
    }

    /// <returns>Whether the task ended in time; a failure of it is thrown.</returns>
    public static async Task<bool> AwaitWithTimeout(this Task parentTask, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(parentTask, Task.Delay(timeout, ended.Token)) != parentTask) return false;
        await ended.CancelAsync();
        await parentTask;
        return true;
    }

    /// <exception cref="TaskCanceledException">The task didn't end in time.</exception>
    public static async Task<T> WithTimeout<T>(this Task<T> parentTask, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await parentTask.AwaitWithTimeout(timeout, cancellationToken) ? await parentTask : throw new TaskCanceledException($"Task timed out after {timeout.TotalSeconds} seconds");

    private static async Task Completed(Task task, TimeSpan timeout, string because, object[] becauseArgs)
    {
        if (!await task.AwaitWithTimeout(timeout)) Assert.Fail($"Expected the task to complete within {timeout}{Reason(because, becauseArgs)}.");
    }

    private static string Reason(string because, object[] arguments) => because.Length == 0 ? "" : " " + string.Format(because, arguments);
}

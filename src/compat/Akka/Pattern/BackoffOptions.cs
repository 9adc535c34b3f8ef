using Akka.Actor;

namespace Akka.Pattern;

/// <summary>When the count of restarts starts again at 0.</summary>
public interface IBackoffReset;

internal sealed record AutoReset(TimeSpan ResetBackoff) : IBackoffReset;

internal sealed record ManualReset : IBackoffReset;

/// <summary>Options of a supervisor that restarts its one child after delays that double each time.</summary>
public static class Backoff
{
    /// <summary>Starts the child again with delay when it has failed; when it stops by itself, the supervisor stops as well.</summary>
    /// <param name="minBackoff">The first delay.</param>
    /// <param name="maxBackoff">No delay, random part aside, is longer.</param>
    /// <param name="randomFactor">0 to 1: each delay is prolonged by up to this share of it.</param>
    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        new BackoffOptionsImpl(onFailure: true, childProps, childName, minBackoff, maxBackoff, randomFactor);

    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        OnFailure(childProps, childName, minBackoff, maxBackoff, randomFactor).WithMaxNrOfRetries(maxNrOfRetries);

    /// <summary>Starts the child again with delay when it has stopped; failures are left to the supervisor strategy.</summary>
    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        new BackoffOptionsImpl(onFailure: false, childProps, childName, minBackoff, maxBackoff, randomFactor);

    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor).WithMaxNrOfRetries(maxNrOfRetries);
}

public abstract class BackoffOptions
{
    internal abstract Props Props { get; }

    /// <summary>The count starts again when the child has run for so long.</summary>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>The count starts again when the child sends <see cref="BackoffSupervisor.Reset"/> to its parent.</summary>
    public abstract BackoffOptions WithManualReset();

    /// <summary>Which failures lead to a restart; its limit of retries is taken as well.</summary>
    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    public abstract BackoffOptions WithDefaultStoppingStrategy();

    /// <summary>After so many restarts in a row the supervisor stops; -1 for no limit.</summary>
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>The answer to whatever arrives while there is no child; else it is lost.</summary>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>After such a message the supervisor stops with its child.</summary>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);
}

internal sealed class BackoffOptionsImpl : BackoffOptions
{
    private readonly bool _onFailure;
    private BackoffSettings _settings;

    public BackoffOptionsImpl(bool onFailure, Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        _onFailure = onFailure;
        _settings = new BackoffSettings(childProps, childName, minBackoff, maxBackoff, randomFactor);
    }

    private BackoffOptionsImpl(bool onFailure, BackoffSettings settings)
    {
        _onFailure = onFailure;
        _settings = settings;
    }

    internal override Props Props
    {
        get
        {
            _settings.Validate();
            return _onFailure ? Props.Create<BackoffOnRestartSupervisor>(_settings) : Props.Create<BackoffSupervisor>(_settings);
        }
    }

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) => With(_settings with { Reset = new AutoReset(resetBackoff) });

    public override BackoffOptions WithManualReset() => With(_settings with { Reset = new ManualReset() });

    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => With(_settings with { Strategy = supervisorStrategy });

    public override BackoffOptions WithDefaultStoppingStrategy() => With(_settings with { Strategy = SupervisorStrategy.StoppingStrategy });

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => With(_settings with { Strategy = _settings.Strategy.WithMaxNrOfRetries(maxNrOfRetries) });

    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => With(_settings with { ReplyWhileStopped = replyWhileStopped });

    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => With(_settings with { FinalStopMessage = isFinalStopMessage });

    private BackoffOptionsImpl With(BackoffSettings settings) => new(_onFailure, settings);
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Makes the queues of one kind of mailbox, as configured under the mailbox's id.</summary>
internal abstract class MailboxType(Settings settings, Config config)
{
    protected Settings Settings { get; } = settings;

    protected Config Config { get; } = config;

    public abstract IMessageQueue Create();
}

internal class UnboundedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    public sealed override IMessageQueue Create() => new UnboundedMessageQueue();
}

internal sealed class UnboundedDequeBasedMailbox(Settings settings, Config config) : UnboundedMailbox(settings, config);

/// <summary>Keys <c>mailbox-capacity</c> (messages) and <c>mailbox-push-timeout-time</c>.</summary>
internal class BoundedMailbox : MailboxType
{
    private readonly int _capacity;
    private readonly TimeSpan _pushTimeOut;

    public BoundedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        _capacity = config.GetInt("mailbox-capacity");
        _pushTimeOut = config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.FromSeconds(-1));
        if (_capacity <= 0) throw new ArgumentException($"mailbox-capacity is {_capacity}; a bounded mailbox needs a capacity above 0.", nameof(config));
        if (_pushTimeOut < TimeSpan.Zero) throw new ArgumentException($"mailbox-push-timeout-time is {_pushTimeOut}; a bounded mailbox needs a time of 0 or more.", nameof(config));
    }

    public sealed override IMessageQueue Create() => new BoundedMessageQueue(_capacity, _pushTimeOut);
}

internal sealed class BoundedDequeBasedMailbox(Settings settings, Config config) : BoundedMailbox(settings, config);

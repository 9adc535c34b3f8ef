using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Parts of the system that a dispatcher may need.</summary>
public interface IDispatcherPrerequisites
{
    EventStream EventStream { get; }

    IScheduler Scheduler { get; }

    Settings Settings { get; }

    Mailboxes Mailboxes { get; }
}

internal sealed record DispatcherPrerequisites(EventStream EventStream, IScheduler Scheduler, Settings Settings, Mailboxes Mailboxes) : IDispatcherPrerequisites;

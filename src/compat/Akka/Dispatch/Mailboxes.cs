using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The kinds of mailboxes that the configuration knows, by id.</summary>
public sealed class Mailboxes
{
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MailboxType> _types = new();

    internal Mailboxes(ActorSystem system) => _system = system;

    /// <summary>An actor's own mailbox id wins over its deployment's, that over the dispatcher's, that over the default.</summary>
    internal MailboxType Find(Props props, Config dispatcherConfig)
    {
        string id = props.Deploy.Mailbox;
        if (id != Deploy.NoMailboxGiven) return Lookup(id);
        if (dispatcherConfig.HasPath("mailbox-type")) return _types.GetOrAdd(dispatcherConfig.Required("id") + "#mailbox", _ => Build(dispatcherConfig, dispatcherConfig.Required("id")));
        if (typeof(IWithBoundedStash).IsAssignableFrom(props.Type)) return Lookup("akka.actor.mailbox.bounded-deque-based");
        return Lookup(DefaultMailboxId);
    }

    internal MailboxType Lookup(string id) => _types.GetOrAdd(id, name =>
    {
        var root = _system.Settings.Config;
        if (!root.HasPath(name)) throw new ConfigurationException($"Mailbox Type [{name}] not configured");
        return Build(root.Section(name), name);
    });

    /// <summary>How many messages the stash of an actor with this dispatcher and mailbox may hold; -1 for any number.</summary>
    internal int StashCapacity(string dispatcher, string mailbox)
    {
        var root = _system.Settings.Config;
        if (mailbox != Deploy.NoMailboxGiven && root.HasPath(mailbox + ".stash-capacity")) return root.GetInt(mailbox + ".stash-capacity");
        string dispatcherId = dispatcher == Deploy.NoDispatcherGiven ? Dispatchers.DefaultDispatcherId : dispatcher;
        if (root.HasPath(dispatcherId + ".stash-capacity")) return root.GetInt(dispatcherId + ".stash-capacity");
        return root.GetInt(DefaultMailboxId + ".stash-capacity", -1);
    }

    private MailboxType Build(Config config, string id)
    {
        var withDefaults = config.WithFallback(_system.Settings.Config.Section(DefaultMailboxId));
        string typeName = withDefaults.GetString("mailbox-type", "");
        if (typeName.Length == 0) throw new ConfigurationException($"The setting mailbox-type, defined in [{id}], is empty");
        var type = ClassNames.Find(typeName);
        if (type is null || !typeof(MailboxType).IsAssignableFrom(type))
        {
            throw new ConfigurationException($"Found mailbox-type [{typeName}] in configuration for [{id}], but could not find that type among the mailboxes: unbounded and bounded, plain and deque-based.");
        }

        return (MailboxType)Activator.CreateInstance(type, _system.Settings, withDefaults)!;
    }
}

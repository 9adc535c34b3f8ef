using System.Collections.Concurrent;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>The top of the tree, which also knows the places that are no actors: /temp, /deadLetters and what extensions add.</summary>
internal sealed class RootGuardianActorRef(
    ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path)
    : LocalActorRef(system, props, dispatcher, mailboxType, supervisor, path)
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _extraNames = new();

    public override IInternalActorRef Parent => this;

    public void AddName(string name, IInternalActorRef actor) => _extraNames[name] = actor;

    public override IInternalActorRef GetSingleChild(string name) => _extraNames.TryGetValue(name, out var extra) ? extra : base.GetSingleChild(name);
}

using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>/temp: the references that wait for replies.</summary>
internal sealed class TempContainer(IActorRefProvider provider, ActorPath path, IInternalActorRef parent) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new();

    public override ActorPath Path { get; } = path;

    public override IInternalActorRef Parent { get; } = parent;

    public override IActorRefProvider Provider { get; } = provider;

    public void Add(string name, IInternalActorRef actor) => _children[name] = actor;

    public void Remove(string name) => _children.TryRemove(name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        if (name.Count == 0 || name[0].Length == 0) return this;
        if (name[0] == "..") return Parent.GetChild([.. name.Skip(1)]);
        return _children.TryGetValue(name[0].Split('#')[0], out var child) ? child.GetChild([.. name.Skip(1)]) : ActorRefs.Nobody;
    }
}

using System.Collections.Immutable;

namespace Akka.Event;

/// <summary>Hands each event to the subscribers of its kind and of the kinds that contain that kind. Thread safe; publishing takes no lock.</summary>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> _subscribers = ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>>.Empty;
    private Dictionary<TClassifier, TSubscriber[]> _cache = [];

    /// <returns>False if nothing changed: the subscriber gets these events already.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            if (_subscribers.Any(entry => entry.Value.Contains(subscriber) && IsSubClassification(entry.Key, classifier))) return false;
            Replace(_subscribers.SetItem(classifier, Of(classifier).Add(subscriber)));
            return true;
        }
    }

    /// <summary>Ends the subscriptions for a kind and for those that it contains.</summary>
    /// <returns>False if there was none.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            return RemoveWhere(subscriber, kind => IsSubClassification(classifier, kind));
        }
    }

    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_gate)
        {
            return RemoveWhere(subscriber, _ => true);
        }
    }

    public virtual void Publish(TEvent @event)
    {
        foreach (var subscriber in SubscribersOf(GetClassifier(@event))) Publish(@event, subscriber);
    }

    /// <returns>True if every event of kind <paramref name="child"/> is one of kind <paramref name="parent"/>.</returns>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    protected abstract TClassifier GetClassifier(TEvent @event);

    private TSubscriber[] SubscribersOf(TClassifier kind)
    {
        if (Volatile.Read(ref _cache).TryGetValue(kind, out var known)) return known;
        lock (_gate)
        {
            TSubscriber[] found = [.. _subscribers.Where(entry => IsSubClassification(entry.Key, kind)).SelectMany(entry => entry.Value).Distinct()];
            Volatile.Write(ref _cache, new Dictionary<TClassifier, TSubscriber[]>(_cache) { [kind] = found });
            return found;
        }
    }

    private ImmutableHashSet<TSubscriber> Of(TClassifier kind) => _subscribers.GetValueOrDefault(kind, []);

    private bool RemoveWhere(TSubscriber subscriber, Func<TClassifier, bool> concerns)
    {
        var next = _subscribers;
        foreach (var (kind, subscribers) in _subscribers)
        {
            if (concerns(kind) && subscribers.Contains(subscriber)) next = next.SetItem(kind, subscribers.Remove(subscriber));
        }

        if (next == _subscribers) return false;
        Replace(next);
        return true;
    }

    private void Replace(ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> subscribers)
    {
        _subscribers = subscribers;
        Volatile.Write(ref _cache, []);
    }
}

public abstract class ActorEventBus<TEvent, TClassifier> : EventBus<TEvent, TClassifier, Actor.IActorRef>
    where TClassifier : notnull;

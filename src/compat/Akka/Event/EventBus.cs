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

    /// <summary>However many of its subscriptions an event fits, a subscriber gets it once.</summary>
    /// <returns>False if nothing changed: the subscriber has this very subscription already.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            var present = Of(classifier);
            if (present.Contains(subscriber)) return false;
            Replace(_subscribers.SetItem(classifier, present.Add(subscriber)));
            return true;
        }
    }

    /// <summary>Ends the subscription for this kind; those for kinds that it contains go on.</summary>
    /// <returns>False if there was none.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            var present = Of(classifier);
            if (!present.Contains(subscriber)) return false;
            Replace(Without(_subscribers, classifier, subscriber));
            return true;
        }
    }

    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_gate)
        {
            var left = _subscribers.Where(entry => entry.Value.Contains(subscriber)).Aggregate(_subscribers, (rest, entry) => Without(rest, entry.Key, subscriber));
            if (left == _subscribers) return false;
            Replace(left);
            return true;
        }
    }

    public virtual void Publish(TEvent @event)
    {
        foreach (var subscriber in SubscribersOf(GetClassifier(@event))) Publish(@event, subscriber);
    }

    /// <summary>True if an event of this kind reaches the subscribers of <paramref name="classifier"/>.</summary>
    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    /// <returns>True if every event of kind <paramref name="child"/> is one of kind <paramref name="parent"/>.</returns>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    protected abstract TClassifier GetClassifier(TEvent @event);

    protected string SimpleName(object source) => SimpleName(source.GetType());

    protected string SimpleName(Type source) => source.Name;

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

    private static ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> Without(
        ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> from, TClassifier kind, TSubscriber subscriber)
    {
        var left = from[kind].Remove(subscriber);
        return left.IsEmpty ? from.Remove(kind) : from.SetItem(kind, left);
    }

    private void Replace(ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> subscribers)
    {
        _subscribers = subscribers;
        Volatile.Write(ref _cache, []);
    }
}

public abstract class ActorEventBus<TEvent, TClassifier> : EventBus<TEvent, TClassifier, Actor.IActorRef>
    where TClassifier : notnull;

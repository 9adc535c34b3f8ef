using System.Collections.Immutable;

namespace Akka.Event;

/// <summary>Hands each event to the subscribers of its kind and of the kinds that contain that kind. Thread safe; publishing takes no lock.</summary>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Lock _gate = new();

    /// <summary>By kind, each subscriber with the narrower kinds that it does not want. A kind stays listed when its last subscriber goes.</summary>
    private ImmutableDictionary<TClassifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>> _subscribers =
        ImmutableDictionary<TClassifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>>.Empty;
    private Dictionary<TClassifier, TSubscriber[]> _cache = [];

    /// <summary>However many of its subscriptions an event fits, a subscriber gets it once.</summary>
    /// <returns>False if nothing changed: the subscriber has this very subscription already.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            var present = _subscribers.GetValueOrDefault(classifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>.Empty);
            if (present.ContainsKey(subscriber)) return false;
            Replace(_subscribers.SetItem(classifier, present.Add(subscriber, [])));
            return true;
        }
    }

    /// <summary>
    /// Ends the subscription for this kind; those for kinds that it contains go on. Of a kind that nobody ever subscribed to by itself, the subscriptions for wider kinds
    /// are narrowed.
    /// </summary>
    /// <returns>False if there was none.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_gate)
        {
            var left = _subscribers.ContainsKey(classifier)
                ? Without(_subscribers, classifier, subscriber)
                : _subscribers.Where(entry => IsSubClassification(entry.Key, classifier) && entry.Value.ContainsKey(subscriber))
                    .Aggregate(_subscribers, (all, entry) => all.SetItem(entry.Key, entry.Value.SetItem(subscriber, entry.Value[subscriber].Add(classifier))));
            if (left == _subscribers) return false;
            Replace(left);
            return true;
        }
    }

    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_gate)
        {
            var left = _subscribers.Where(entry => entry.Value.ContainsKey(subscriber)).Aggregate(_subscribers, (rest, entry) => Without(rest, entry.Key, subscriber));
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
            TSubscriber[] found =
            [
                .. _subscribers
                    .Where(entry => IsSubClassification(entry.Key, kind))
                    .SelectMany(entry => entry.Value)
                    .Where(entry => !entry.Value.Any(unwanted => IsSubClassification(unwanted, kind)))
                    .Select(entry => entry.Key)
                    .Distinct(),
            ];
            Volatile.Write(ref _cache, new Dictionary<TClassifier, TSubscriber[]>(_cache) { [kind] = found });
            return found;
        }
    }

    private static ImmutableDictionary<TClassifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>> Without(
        ImmutableDictionary<TClassifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>> from, TClassifier kind, TSubscriber subscriber) =>
        from[kind].ContainsKey(subscriber) ? from.SetItem(kind, from[kind].Remove(subscriber)) : from;

    private void Replace(ImmutableDictionary<TClassifier, ImmutableDictionary<TSubscriber, ImmutableHashSet<TClassifier>>> subscribers)
    {
        _subscribers = subscribers;
        Volatile.Write(ref _cache, []);
    }
}

public abstract class ActorEventBus<TEvent, TClassifier> : EventBus<TEvent, TClassifier, Actor.IActorRef>
    where TClassifier : notnull;

using System.Text;
using Akka.Actor;

namespace Compat.Akka.Tests.Model;

/// <summary>
/// The reference model of one program's actors: is told what they do and what happens to them, and says what must not have. Where one thread runs
/// everything, it also knows each mailbox's content, and so the one letter that must come next.
/// </summary>
/// <param name="exact">Whether one thread runs everything.</param>
/// <param name="fault">What is wrong with the kernel as its actors see it.</param>
public sealed class World(bool exact, Fault fault = Fault.None)
{
    private const int MostActors = 10;
    /// <summary>Of these one is drawn: what ends actors is rarer than what keeps them.</summary>
    private static readonly Directive[] Likely = [Directive.Resume, Directive.Restart, Directive.Restart, Directive.Restart, Directive.Stop, Directive.Escalate];
    private readonly Lock _lock = new();
    private readonly List<Place> _places = [];
    private readonly List<Letter> _letters = [];
    private readonly StringBuilder _trace = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isComplete;
    private int _generation;

    /// <summary>What went wrong, in order.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>What happened; only kept where one thread runs everything.</summary>
    public string Trace => _trace.ToString();

    public (int Handled, int Restarts) Counts
    {
        get
        {
            lock (_lock) return (_letters.Sum(static letter => letter.Handled), _places.Sum(static place => Math.Max(0, place.Incarnation - 1)));
        }
    }

    /// <summary>Ends when every actor has ended and every letter has ended up somewhere.</summary>
    public Task WhenOver => _over.Task;

    public IActorRef Spawn(int parent, int incarnation, IActorRefFactory factory, Supervision supervision)
    {
        Place place;
        lock (_lock)
        {
            if (_places.Count >= MostActors) return ActorRefs.Nobody;
            place = new Place(_places.Count, parent, incarnation, supervision);
            _places.Add(place);
            Note($"{parent} spawns {place.Slot}");
        }

        var actor = factory.ActorOf(ModelActor.Props(this, place.Slot, supervision, fault));
        lock (_lock) return place.Actor = actor;
    }

    /// <param name="from">Slot of the sender; -1 is the driver.</param>
    public void Tell(int from, int slot, Order order, IActorRef? sender)
    {
        Letter letter;
        IActorRef? actor;
        lock (_lock)
        {
            var to = Pick(slot);
            if (to is null) return;
            letter = new Letter(this, _letters.Count, from, to.Slot, order);
            _letters.Add(letter);
            to.Queue.AddLast(letter);
            actor = to.Actor;
            Note($"told {letter}");
        }

        actor!.Tell(letter, sender!);
    }

    /// <summary>Tells an actor to end, after what it has been told before.</summary>
    public void Post(int slot, object end)
    {
        IActorRef? actor;
        lock (_lock)
        {
            var to = Pick(slot);
            if (to is null) return;
            Note($"{end.GetType().Name} to {to.Slot}");
            to.Queue.AddLast(end);
            actor = to.Actor;
        }

        actor!.Tell(end, ActorRefs.NoSender);
    }

    public int Born(int slot)
    {
        lock (_lock) return ++_places[slot].Incarnation;
    }

    public void Started(int slot, int incarnation)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Check(place.State == PlaceState.New && incarnation == 1, slot, "started twice, or not as its first incarnation");
            place.State = PlaceState.Running;
        }
    }

    public void Restarting(int slot, int incarnation)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Note($"{slot} restarts");
            Check(place.State == PlaceState.Running && incarnation == place.Incarnation, slot, "PreRestart of what doesn't run");
            place.State = PlaceState.Restarting;
            place.Timers.Clear();
            foreach (var child in ChildrenOf(slot))
            {
                // PreRestart unwatches the children; the end of one that has ended already may be on its way all the same.
                place.Awaited.Remove(child.Slot);
                if (!child.MayHaveEnded) place.Watching.Remove(child.Slot);
            }

            Unstash(place);
        }
    }

    public void Restarted(int slot, int incarnation)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Note($"{slot} restarted");
            Check(place.State == PlaceState.Restarting && incarnation == place.Incarnation, slot, "PostRestart without PreRestart");
            foreach (var child in ChildrenOf(slot).Where(child => child.ParentIncarnation < incarnation))
                Check(child.MayHaveEnded, slot, $"restarted before its child {child.Slot} had ended");
            place.State = PlaceState.Running;
            place.Failed = false;
        }
    }

    public void Ended(int slot, int incarnation)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Note($"{slot} ended");
            Check(place.State is PlaceState.Running && incarnation == place.Incarnation, slot, "PostStop of what doesn't run");
            foreach (var child in ChildrenOf(slot)) Check(child.MayHaveEnded, slot, $"ended before its child {child.Slot}");
            place.State = PlaceState.Ended;
            place.Timers.Clear();
            place.Watching.Clear();
            place.Awaited.Clear();
            EndIfOver();
        }
    }

    public void Received(int slot, int incarnation, Letter letter, bool stashed)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Note($"{slot} {(stashed ? "stashes" : "handles")} {letter}");
            Check(place.State == PlaceState.Running && incarnation == place.Incarnation, slot, $"got {letter} while it didn't run");
            Check(!place.Failed, slot, $"got {letter} after it had failed and before its supervisor had decided");
            Check(!place.IsStopping, slot, $"got {letter} after it had stopped itself");
            Check(letter.To == slot, slot, $"got {letter} of another");
            Check(letter.Handled + letter.Dead == 0, slot, $"got {letter} twice");
            if (exact)
            {
                // That a letter to end was obeyed is seen by the end; a failure of a sibling may have come first and restarted the actor.
                while (place.Queue.First?.Value is Kill && place.Parent >= 0 && _places[place.Parent].Supervision.AllForOne) place.Queue.RemoveFirst();
                Check(place.Queue.First?.Value == letter, slot, $"got {letter} instead of {place.Queue.First?.Value ?? "nothing"}");
                place.Queue.Remove(letter);
            }

            if (!letter.Seen)
            {
                int last = place.LastFrom.GetValueOrDefault(letter.From, -1);
                Check(letter.Id > last, slot, $"got {letter} after #{last} of the same sender");
                place.LastFrom[letter.From] = letter.Id;
                letter.Seen = true;
            }

            letter.InStash = stashed;
            if (stashed) place.Stash.Add(letter);
            else letter.Handled++;
            EndIfOver();
        }
    }

    public void Stopping(int slot)
    {
        lock (_lock) _places[slot].IsStopping = true;
    }

    public void Unstashing(int slot)
    {
        lock (_lock) Unstash(_places[slot]);
    }

    public ModelException Failing(int slot, int seed)
    {
        var random = new Random(seed);
        var directives = Enumerable.Range(0, 3).Select(_ => Likely[random.Next(Likely.Length)]).ToArray();
        lock (_lock)
        {
            _places[slot].Failed = true;
            Note($"{slot} fails: {string.Join(",", directives)}");
        }

        return new ModelException(slot, directives);
    }

    /// <summary>A supervisor decides about a failure: what must come of it.</summary>
    public Directive Decided(ModelException failure, Supervision supervision)
    {
        lock (_lock)
        {
            var directive = failure.Decide();
            var chain = new List<Place>();
            for (int slot = failure.Origin; slot >= 0 && chain.Count <= failure.Level; slot = _places[slot].Parent) chain.Add(_places[slot]);
            var child = chain[^1];
            Note($"supervisor of {child.Slot}: {directive}");
            Place[] concerned = supervision.AllForOne ? [.. _places.Where(place => place.Parent == child.Parent)] : [child];
            switch (directive)
            {
                case Directive.Resume:
                    foreach (var place in chain) place.Failed = false;
                    break;
                case Directive.Restart:
                    foreach (var place in concerned) place.RestartsDecided++;
                    foreach (var below in chain[..^1]) below.MustEnd = true;
                    if (!supervision.AllForOne && supervision.Limit >= 0 && child.RestartsDecided > supervision.Limit) child.MustEnd = true;
                    break;
                case Directive.Stop:
                    foreach (var place in concerned.Concat(chain)) place.MustEnd = true;
                    break;
                default:
                    _places[child.Parent].Failed = true;
                    break;
            }

            return directive;
        }
    }

    /// <returns>Whom to watch; null for nobody.</returns>
    public IActorRef? Watch(int slot, int other)
    {
        lock (_lock)
        {
            if (Pick(other) is not { } place || place.Slot == slot) return null;
            _places[slot].Watching[place.Slot] = _places[slot].Watching.GetValueOrDefault(place.Slot) + 1;
            _places[slot].Awaited.Add(place.Slot);
            Note($"{slot} watches {place.Slot}");
            return place.Actor;
        }
    }

    public IActorRef? Unwatch(int slot, int other)
    {
        lock (_lock)
        {
            if (Pick(other) is not { } place || place.Slot == slot) return null;
            _places[slot].Watching.Remove(place.Slot);
            _places[slot].Awaited.Remove(place.Slot);
            Note($"{slot} unwatches {place.Slot}");
            return place.Actor;
        }
    }

    public void SawEnd(int slot, IActorRef actor)
    {
        lock (_lock)
        {
            var subject = _places.First(place => actor.Equals(place.Actor));
            Check(subject.MayHaveEnded, slot, $"was told the end of {subject.Slot}, which lives");
            // Who watches again before it has seen the end is told twice: once for each.
            int watches = _places[slot].Watching.GetValueOrDefault(subject.Slot);
            Check(watches > 0, slot, $"was told the end of {subject.Slot} once more than it watched it");
            _places[slot].Watching[subject.Slot] = watches - 1;
            _places[slot].Awaited.Remove(subject.Slot);
            Note($"{slot} sees the end of {subject.Slot}");
        }
    }

    public Ring TimerStarted(int slot, int key, bool periodic)
    {
        lock (_lock)
        {
            _places[slot].Timers[key] = (++_generation, periodic);
            return new Ring(key, _generation);
        }
    }

    public void TimerCancelled(int slot, int key)
    {
        lock (_lock) _places[slot].Timers.Remove(key);
    }

    public void Rang(int slot, int incarnation, Ring ring)
    {
        lock (_lock)
        {
            var place = _places[slot];
            Check(place.State == PlaceState.Running && incarnation == place.Incarnation && !place.Failed, slot, $"got {ring} while it didn't run");
            bool active = place.Timers.TryGetValue(ring.Key, out var timer) && timer.Generation == ring.Generation;
            Check(active, slot, $"got {ring} of a timer that had been cancelled or replaced");
            if (active && !timer.IsPeriodic) place.Timers.Remove(ring.Key);
            Note($"{slot} hears {ring}");
        }
    }

    public void Dead(Letter letter)
    {
        lock (_lock)
        {
            letter.Dead++;
            EndIfOver();
            Note($"dead {letter}");
            Check(letter.Handled == 0 && letter.Dead == 1, letter.To, $"{letter} is a dead letter although it was handled, or twice");
            if (exact) Check(_places[letter.To].MayHaveEnded, letter.To, $"{letter} is a dead letter although its receiver lives");
        }
    }

    /// <summary>Nothing more is told by the driver.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            EndIfOver();
        }
    }

    /// <summary>Checks what must hold when nothing is left to do.</summary>
    public void CheckAtRest()
    {
        lock (_lock)
        {
            foreach (var place in _places) place.EndIfStopped();
            foreach (var place in _places)
            {
                Check(place.State != PlaceState.New && place.State != PlaceState.Restarting, place.Slot, $"is still {place.State}");
                Check(!place.MustEnd || place.HasEnded, place.Slot, "lives although a supervisor stopped it");
                if (place.HasEnded) continue;
                Check(!place.Failed, place.Slot, "has failed and no supervisor has decided");
                Check(place.Queue.Count == 0, place.Slot, $"has letters that it didn't get: {string.Join("; ", place.Queue)}");
                Check(place.Timers.Values.All(static timer => timer.IsPeriodic), place.Slot, "has timers that didn't ring");
                Check(!place.Awaited.Any(watched => _places[watched].HasEnded), place.Slot, "wasn't told the end of one it watches");
                bool oneForOne = place.Parent < 0 || !_places[place.Parent].Supervision.AllForOne;
                int restarts = place.Incarnation - 1;
                bool expected = restarts == place.RestartsDecided || (!oneForOne && restarts < place.RestartsDecided);
                Check(expected, place.Slot, $"restarted {restarts} times instead of {place.RestartsDecided}");
            }
        }
    }

    /// <summary>Checks what must hold when all have ended.</summary>
    public void CheckAtEnd()
    {
        lock (_lock)
        {
            foreach (var place in _places) place.EndIfStopped();
            foreach (var place in _places) Check(place.HasEnded, place.Slot, "lives after its ancestors");
            foreach (var letter in _letters)
                Check(letter.Handled + letter.Dead == 1, letter.To, $"{letter} was handled {letter.Handled} times, dead {letter.Dead} times");
        }
    }

    private void EndIfOver()
    {
        bool over = _isComplete && _places.TrueForAll(static place => place.MayHaveEnded) && _letters.TrueForAll(static letter => letter.Handled + letter.Dead > 0);
        if (over) _over.TrySetResult();
    }

    private static void Unstash(Place place)
    {
        for (int index = place.Stash.Count - 1; index >= 0; index--) place.Queue.AddFirst(place.Stash[index]);
        place.Stash.Clear();
    }

    private IEnumerable<Place> ChildrenOf(int slot) => _places.Where(child => child.Parent == slot && child.Actor is not null);

    private Place? Pick(int slot)
    {
        var place = _places[slot % _places.Count];
        return place.Actor is null ? null : place;
    }

    private void Note(string line)
    {
        if (exact) _trace.Append(line).Append('\n');
    }

    private void Check(bool holds, int slot, string otherwise)
    {
        if (!holds) Violations.Add($"actor {slot} {otherwise}");
    }
}

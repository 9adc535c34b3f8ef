using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Jobs;

/// <summary>
/// The broker's book of workers. Workers that offer the same form a group, so that whoever can do a job is found without asking a thousand workers. Not thread-safe.
/// </summary>
internal sealed class WorkerTable
{
    private readonly Dictionary<IActorRef, KnownWorker> _workers = [];
    private readonly Dictionary<string, WorkerGroup> _groups = [];
    private DateTimeOffset _heard;

    /// <summary>Groups that can do a job, by what it needs; those with the least memory first, so that small jobs leave large workers to large ones.</summary>
    private readonly Dictionary<JobNeeds, List<WorkerGroup>> _fitting = [];

    public IReadOnlyCollection<KnownWorker> All => _workers.Values;

    /// <summary>One of the workers has said something.</summary>
    public void Heard(DateTimeOffset now) => _heard = now;

    /// <summary>Whether there are several, which speak every few seconds, and for some time none of them has.</summary>
    public bool AreAllSilent(DateTimeOffset now, TimeSpan time) => _workers.Count > 1 && now - _heard > time;

    public KnownWorker? Find(IActorRef worker) => _workers.GetValueOrDefault(worker);

    /// <summary>The worker with this offer, known from now on; an earlier offer of it is forgotten.</summary>
    public KnownWorker Note(IActorRef worker, WorkerOffer offer)
    {
        if (_workers.TryGetValue(worker, out var known) && known.Offer.Same(offer)) return known;
        var group = Group(offer);
        if (known is not null) Remove(worker);
        known = new KnownWorker(worker, group);
        _workers[worker] = known;
        group.Members.Add(known);
        return known;
    }

    public KnownWorker? Remove(IActorRef worker)
    {
        if (!_workers.Remove(worker, out var known)) return null;
        Place(known, Room.None);
        known.Group.Members.Remove(known);
        return known;
    }

    /// <summary>Notes how much a worker can take.</summary>
    public static void Place(KnownWorker worker, Room room)
    {
        if (worker.Room == room) return;
        worker.Place.List?.Remove(worker.Place);
        if (room == Room.Any) worker.Group.Idle.AddLast(worker.Place);
        else if (room == Room.SomeShort) worker.Group.AlmostIdle.AddLast(worker.Place);
        worker.Room = room;
    }

    /// <summary>The idle worker that has waited longest among the smallest that can do such a job; null where there is none.</summary>
    public KnownWorker? IdleFor(JobNeeds needs) => Fitting(needs).Find(group => group.Idle.Count > 0)?.Idle.First!.Value;

    /// <summary>A worker that takes a short job besides what it has; null where there is none. The next time it is another's turn.</summary>
    public KnownWorker? AlmostIdleFor(JobNeeds needs)
    {
        if (Fitting(needs).Find(group => group.AlmostIdle.Count > 0)?.AlmostIdle is not { } list) return null;
        var first = list.First!;
        list.RemoveFirst();
        list.AddLast(first);
        return first.Value;
    }

    /// <summary>Workers, idle or not, that can do such a job.</summary>
    public IEnumerable<KnownWorker> PresentFor(JobNeeds needs) => Fitting(needs).SelectMany(group => group.Members);

    private List<WorkerGroup> Fitting(JobNeeds needs)
    {
        if (!_fitting.TryGetValue(needs, out var groups)) _fitting[needs] = groups = [.. _groups.Values.Where(group => needs.FitIn(group.Offer)).Order()];
        return groups;
    }

    private WorkerGroup Group(WorkerOffer offer)
    {
        string key = $"{string.Join(',', offer.Kinds.Order())} {offer.MemoryBytes} {offer.GpuMemoryBytes} {offer.Device}";
        if (_groups.TryGetValue(key, out var group)) return group;
        _groups[key] = group = new WorkerGroup(key, offer);
        foreach (var (needs, groups) in _fitting.Where(pair => pair.Key.FitIn(offer)))
        {
            groups.Add(group);
            groups.Sort();
        }

        return group;
    }
}

/// <summary>Workers that offer the same.</summary>
internal sealed class WorkerGroup(string name, WorkerOffer offer) : IComparable<WorkerGroup>
{
    public string Name { get; } = name;

    public WorkerOffer Offer { get; } = offer;

    /// <summary>Pools that hold the jobs of such workers.</summary>
    public IReadOnlyList<string> Pools { get; } = [.. offer.Kinds.Select(kind => new JobNeeds(kind, kind == JobKind.Profile ? offer.Device : null, 0, 0).Pool).Distinct().Order(StringComparer.Ordinal)];

    public HashSet<KnownWorker> Members { get; } = [];

    /// <summary>The one that has been idle longest is first.</summary>
    public LinkedList<KnownWorker> Idle { get; } = [];

    /// <summary>Those that can take more short jobs.</summary>
    public LinkedList<KnownWorker> AlmostIdle { get; } = [];

    public int CompareTo(WorkerGroup? other)
    {
        if (other is null) return 1;
        int bySize = (Offer.GpuMemoryBytes ?? 0, Offer.MemoryBytes ?? 0, Offer.Kinds.Count).CompareTo((other.Offer.GpuMemoryBytes ?? 0, other.Offer.MemoryBytes ?? 0, other.Offer.Kinds.Count));
        return bySize != 0 ? bySize : string.CompareOrdinal(Name, other.Name);
    }
}

/// <summary>A worker that the broker watches.</summary>
internal sealed class KnownWorker
{
    /// <summary>Contexts that a worker is expected to remember.</summary>
    private const int MostContexts = 64;

    /// <summary>How much the last answer counts for <see cref="Interval"/>.</summary>
    private const double Weight = 0.2;

    private readonly Dictionary<SearchId, SearchContext> _contexts = [];
    private DateTimeOffset _since;

    public KnownWorker(IActorRef reference, WorkerGroup group)
    {
        Reference = reference;
        Group = group;
        Node = reference.Path.Address.ToString();
        Place = new LinkedListNode<KnownWorker>(this);
    }

    public IActorRef Reference { get; }

    public WorkerGroup Group { get; }

    public WorkerOffer Offer => Group.Offer;

    /// <summary>Address of its node.</summary>
    public string Node { get; }

    /// <summary>Its place in a list of its group, if it is in one.</summary>
    public LinkedListNode<KnownWorker> Place { get; }

    public Room Room { get; set; }

    /// <summary>Whether it has said that it is ready since it last gave something back, or, where it takes nothing ahead, since it last got something.</summary>
    public bool IsReady { get; set; }

    /// <summary>Short jobs that it takes besides the one it is at; null: none, and contexts are always sent.</summary>
    public int? Ahead { get; set; }

    /// <summary>
    /// From one of its answers to the next while it has something to do, on average of the last ones; zero before the first. Where many workers answer, that is mostly the time until this
    /// one's turn comes, and not what its jobs take.
    /// </summary>
    public TimeSpan Interval { get; private set; }

    /// <summary>It gave a result that can't be, and gets nothing before this moment.</summary>
    public DateTimeOffset? SetAsideUntil { get; set; }

    public string? Fault { get; set; }

    /// <summary>It has something to do from now on.</summary>
    public void Begins(DateTimeOffset now) => _since = now;

    public void Answers(DateTimeOffset now)
    {
        var took = now > _since ? now - _since : TimeSpan.Zero;
        Interval = Interval == TimeSpan.Zero ? took : (Interval * (1 - Weight)) + (took * Weight);
        _since = now;
    }

    /// <summary>The context to send with a job; null where the worker has it. It is expected to have it from now on.</summary>
    public SearchContext? ContextToSend(SearchContext context)
    {
        if (Ahead is null) return context;
        if (_contexts.TryGetValue(context.Search, out var sent) && ReferenceEquals(sent.Spec, context.Spec) && sent.Input == context.Input) return null;
        if (_contexts.Count >= MostContexts) _contexts.Clear();
        return _contexts[context.Search] = context;
    }
}

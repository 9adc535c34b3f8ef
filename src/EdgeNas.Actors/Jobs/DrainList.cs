using Akka.Actor;

namespace EdgeNas.Actors.Jobs;

/// <summary>The nodes that are to get no more jobs, and who waits for each. Not thread-safe.</summary>
internal sealed class DrainList
{
    private readonly Dictionary<string, Drain> _drains = [];

    public IEnumerable<string> Nodes => _drains.Keys;

    public bool IsEmpty => _drains.Count == 0;

    public bool Has(string node) => _drains.ContainsKey(node);

    /// <summary>Notes who asks. Asked again, the earlier end of the grace holds.</summary>
    public void Ask(string node, IActorRef asker, DateTimeOffset now, TimeSpan grace)
    {
        var end = grace >= DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + grace;
        var drain = _drains.GetValueOrDefault(node);
        if (drain is null) _drains[node] = drain = new Drain(now, end);
        else if (end < drain.GraceEnd) drain.GraceEnd = end;
        drain.Askers.Add(asker);
    }

    /// <summary>Those who wait for a node, each once.</summary>
    public IActorRef[] TakeAskers(string node)
    {
        if (!_drains.TryGetValue(node, out var drain)) return [];
        IActorRef[] askers = [.. drain.Askers];
        drain.Askers.Clear();
        return askers;
    }

    public bool IsGraceOver(string node, DateTimeOffset now) => _drains.TryGetValue(node, out var drain) && drain.GraceEnd <= now;

    /// <summary>Forgets nodes whose workers are gone, or never came within <paramref name="patience"/>.</summary>
    public void Forget(Func<string, bool> hasWorkers, DateTimeOffset now, TimeSpan patience)
    {
        foreach (string node in _drains.Where(pair => pair.Value.Asked + patience < now && !hasWorkers(pair.Key)).Select(pair => pair.Key).ToArray()) _drains.Remove(node);
    }

    private sealed class Drain(DateTimeOffset asked, DateTimeOffset graceEnd)
    {
        public DateTimeOffset Asked { get; } = asked;

        public DateTimeOffset GraceEnd { get; set; } = graceEnd;

        public HashSet<IActorRef> Askers { get; } = [];
    }
}

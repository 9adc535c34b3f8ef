using System.Collections.Immutable;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.Domain.Exploration;

/// <summary>Gathers the new candidates of one generation within the limit, and repairs the least slow of those over it where too few are found.</summary>
internal sealed class CandidatePool(ExplorationRequest request, SeedStream random)
{
    private const int DrawsPerCandidate = 100;
    private const int RepairsPerCandidate = 20;

    private readonly HashSet<Architecture> _seen = [.. request.Scored.Select(scored => scored.Architecture)];
    private readonly ImmutableArray<Candidate>.Builder _found = ImmutableArray.CreateBuilder<Candidate>();
    private readonly List<Candidate> _tooSlow = [];

    public bool IsFull => _found.Count >= request.Count;

    /// <summary>Draws until the pool is full, at most 100 times per candidate wanted.</summary>
    public void Fill(Func<Architecture> draw)
    {
        for (int draws = 0; !IsFull && draws < DrawsPerCandidate * request.Count; draws++) Offer(draw());
    }

    /// <summary>What was found, in the order of finding; where too few were, after repairing those over the limit, the least slow first.</summary>
    public ImmutableArray<Candidate> Result()
    {
        Candidate[] starts = [.. _tooSlow.OrderBy(candidate => candidate.PredictedMilliseconds).ThenBy(candidate => candidate.Architecture)];
        for (int repairs = 0; !IsFull && starts.Length > 0 && repairs < RepairsPerCandidate * request.Count; repairs++)
        {
            Offer(Repair(starts[repairs % starts.Length]));
        }

        return _found.ToImmutable();
    }

    private void Offer(Architecture architecture)
    {
        if (!request.Active.Contains(architecture) || !_seen.Add(architecture)) return;
        var candidate = new Candidate(architecture, request.Latency(architecture));
        if (candidate.PredictedMilliseconds <= request.LimitMilliseconds) _found.Add(candidate);
        else _tooSlow.Add(candidate);
    }

    /// <summary>Moves one layer after the other, in random order, to its fastest active choice until the limit is kept or nothing gets faster.</summary>
    private Architecture Repair(Candidate start)
    {
        var (current, latency) = (start.Architecture, start.PredictedMilliseconds);
        int[] layers = [.. Enumerable.Range(0, current.Length)];
        for (bool faster = true; faster && latency > request.LimitMilliseconds;)
        {
            faster = false;
            random.Shuffle(layers.AsSpan());
            foreach (int layer in layers)
            {
                foreach (int choice in request.Active.Layers[layer])
                {
                    var moved = current.With(layer, choice);
                    if (request.Active.Contains(moved) && request.Latency(moved) is var movedLatency && movedLatency < latency) (current, latency, faster) = (moved, movedLatency, true);
                }

                if (latency <= request.LimitMilliseconds) break;
            }
        }

        return current;
    }
}

using System.Collections.Immutable;

namespace EdgeNas.Domain.Exploration;

/// <summary>The strategies that a search's spec can name.</summary>
public static class ExplorationStrategies
{
    public static ImmutableArray<IExplorationStrategy> All { get; } = [new EvolutionStrategy(), new RandomStrategy(), new PredictorStrategy()];

    /// <exception cref="EdgeNasException">No strategy has that name; the message lists those that exist.</exception>
    public static IExplorationStrategy Find(string name) =>
        All.FirstOrDefault(strategy => strategy.Name == name)
        ?? throw new EdgeNasException($"Exploration strategy '{name}' is unknown: choose one of {string.Join(", ", All.Select(strategy => strategy.Name))}.");
}

using System.Collections.Immutable;
using Akka.Configuration;

namespace Akka.Actor.Internal;

/// <param name="Recover">Go on after a failure or a time-out.</param>
internal sealed record ShutdownPhase(string Name, ImmutableArray<string> DependsOn, TimeSpan Timeout, bool Recover)
{
    /// <summary>All phases, each after those that it depends on.</summary>
    /// <exception cref="ArgumentException">The phases depend on each other in a circle.</exception>
    public static ImmutableArray<ShutdownPhase> InOrder(Config config)
    {
        var defaultTimeout = config.GetTimeSpan("default-phase-timeout");
        var phases = config.Section("phases").AsEnumerable().ToDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value.ToConfig(), defaultTimeout));
        var ordered = new List<ShutdownPhase>();
        var onTheWay = new HashSet<string>();
        foreach (string name in phases.Keys.Order(StringComparer.Ordinal)) Visit(name);
        return [.. ordered];

        void Visit(string name)
        {
            if (ordered.Exists(phase => phase.Name == name)) return;
            if (!onTheWay.Add(name)) throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{name}] depends transitively on itself.", nameof(config));
            var phase = phases.TryGetValue(name, out var found) ? found : new ShutdownPhase(name, [], defaultTimeout, Recover: true);
            foreach (string before in phase.DependsOn) Visit(before);
            ordered.Add(phase);
        }
    }

    private static ShutdownPhase Read(string name, Config config, TimeSpan defaultTimeout) => new(
        name,
        [.. config.HasPath("depends-on") ? config.GetStringList("depends-on") : []],
        config.GetTimeSpan("timeout", defaultTimeout),
        config.GetBoolean("recover", true));
}

using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor.Internal;

/// <summary>
/// What <c>akka.actor.deployment</c> says about actors by path below /user: dispatcher, mailbox and stash capacity. A path may hold <c>*</c> for one
/// name; of those that fit, the one with the fewest counts.
/// </summary>
internal sealed class Deployments
{
    private readonly (string[] Path, Deploy Deploy)[] _all;

    public Deployments(Config section) => _all =
    [
        .. section.AsEnumerable()
            .Where(entry => entry.Key != "default" && entry.Value.IsObject())
            .Select(entry => (Names(entry.Key), Read(entry.Key, entry.Value.ToConfig())))
            .OrderBy(entry => entry.Item1.Count(name => name.Contains('*', StringComparison.Ordinal))),
    ];

    /// <summary>The props with what the configuration says about an actor of that path, which wins over what the code says.</summary>
    public Props Apply(Props props, ActorPath path)
    {
        if (_all.Length == 0 || path.Depth < 2) return props;
        var names = path.Elements;
        if (names[0] != "user") return props;
        foreach (var (pattern, deploy) in _all)
        {
            if (Fits(pattern, names)) return props.WithDeploy(deploy);
        }

        return props;
    }

    private static bool Fits(string[] pattern, IReadOnlyList<string> names)
    {
        if (pattern.Length != names.Count - 1) return false;
        for (int index = 0; index < pattern.Length; index++)
        {
            if (!names[index + 1].Like(pattern[index], caseSensitive: true)) return false;
        }

        return true;
    }

    private static string[] Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static Deploy Read(string path, Config config)
    {
        if (!path.StartsWith('/')) throw new ConfigurationException($"akka.actor.deployment has the path [{path}]; expected one that starts with /.");
        return new Deploy()
            .WithDispatcher(config.GetString("dispatcher", ""))
            .WithMailbox(config.GetString("mailbox", ""))
            .WithStashCapacity(config.GetInt("stash-capacity", Deploy.NoStashSize));
    }
}

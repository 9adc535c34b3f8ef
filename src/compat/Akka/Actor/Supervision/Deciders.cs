namespace Akka.Actor;

/// <summary>Maps a child's failure to what becomes of the child.</summary>
public interface IDecider
{
    Directive Decide(Exception cause);
}

public static class Decider
{
    public static LocalOnlyDecider From(Func<Exception, Directive> localOnlyDecider) => new(localOnlyDecider);

    public static DeployableDecider From(Directive defaultDirective, params KeyValuePair<Type, Directive>[] pairs) => new(defaultDirective, pairs);

    public static DeployableDecider From(Directive defaultDirective, IEnumerable<KeyValuePair<Type, Directive>> pairs) => new(defaultDirective, pairs);
}

public class LocalOnlyDecider(Func<Exception, Directive> decider) : IDecider
{
    public Directive Decide(Exception cause) => decider(cause);
}

/// <summary>The first of the listed types that the failure is, decides.</summary>
public class DeployableDecider(Directive defaultDirective, params KeyValuePair<Type, Directive>[] pairs) : IDecider
{
    public DeployableDecider(Directive defaultDirective, IEnumerable<KeyValuePair<Type, Directive>> pairs)
        : this(defaultDirective, [.. pairs])
    {
    }

    public Directive DefaultDirective { get; } = defaultDirective;

    public KeyValuePair<Type, Directive>[] Pairs { get; } = pairs;

    public Directive Decide(Exception cause)
    {
        foreach (var (type, directive) in Pairs)
        {
            if (type.IsInstanceOfType(cause)) return directive;
        }

        return DefaultDirective;
    }

    public override bool Equals(object? obj) => obj is DeployableDecider other && other.DefaultDirective == DefaultDirective && other.Pairs.SequenceEqual(Pairs);

    public override int GetHashCode() => HashCode.Combine(DefaultDirective, Pairs.Length);
}

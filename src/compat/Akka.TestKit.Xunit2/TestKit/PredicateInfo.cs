namespace Akka.TestKit;

/// <summary>A condition on messages of one type.</summary>
public class PredicateInfo
{
    private readonly Predicate<object> _fits;

    private PredicateInfo(Type type, Delegate predicate, Predicate<object> fits)
    {
        Type = type;
        PredicateT = predicate;
        _fits = fits;
    }

    public Type Type { get; }

    public Delegate PredicateT { get; }

    public static PredicateInfo Create<T>(Predicate<T> predicateT) => new(typeof(T), predicateT, message => message is T typed && predicateT(typed));

    public override string ToString() => $"Akka.TestKit.PredicateInfo<{Type}>";

    internal bool Fits(object message) => _fits(message);
}

public static class PredicateInfoFactory
{
    public static PredicateInfo CreatePredicateInfo<T>(Predicate<T> predicateT) => PredicateInfo.Create(predicateT);

    public static PredicateInfo CreatePredicateInfo<T>(Delegate predicateT) => PredicateInfo.Create<T>(message => (bool)predicateT.DynamicInvoke(message)!);
}

using System.Collections.Immutable;
using Akka.Util;

namespace Akka.Actor.Setup;

/// <summary>A part of a system's set-up that is given in code.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}

/// <summary>All parts of a system's set-up that are given in code, at most one of each type.</summary>
public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new(ImmutableDictionary<Type, Setup>.Empty);

    private readonly ImmutableDictionary<Type, Setup> _setups;

    private ActorSystemSetup(ImmutableDictionary<Type, Setup> setups) => _setups = setups;

    public static ActorSystemSetup Create(params Setup[] setup) =>
        new(setup.Aggregate(ImmutableDictionary<Type, Setup>.Empty, (all, one) => all.SetItem(one.GetType(), one)));

    public Option<T> Get<T>()
        where T : Setup => _setups.TryGetValue(typeof(T), out var found) ? (T)found : Option<T>.None;

    /// <summary>Takes the place of a part of the same type.</summary>
    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => new(_setups.SetItem(setup.GetType(), setup));

    public ActorSystemSetup And<T>(T setup)
        where T : Setup => WithSetup(setup);
}

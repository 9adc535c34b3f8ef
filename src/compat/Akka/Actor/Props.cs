using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Recipe for an actor: what to build, with which arguments, and where it runs. Immutable.</summary>
public class Props : IEquatable<Props>
{
    private static readonly object[] _noArguments = [];

    private readonly IIndirectActorProducer? _producer;
    private readonly object?[] _arguments;

    private Props(Type type, object?[]? arguments, Deploy deploy, SupervisorStrategy? supervisorStrategy, IIndirectActorProducer? producer = null)
    {
        Type = type;
        _arguments = arguments ?? _noArguments;
        Deploy = deploy;
        SupervisorStrategy = supervisorStrategy!;
        _producer = producer;
    }

    protected Props()
        : this(null!, _noArguments, Deploy.Local, null)
    {
    }

    protected Props(Props copy)
        : this(copy.Type, copy._arguments, copy.Deploy, copy.SupervisorStrategy, copy._producer)
    {
    }

    public Props(Type type)
        : this(Named(type), _noArguments, Deploy.Local, null)
    {
    }

    public Props(Type type, object[] args)
        : this(Named(type), args, Deploy.Local, null)
    {
    }

    public Props(Type type, SupervisorStrategy supervisorStrategy, IEnumerable<object> args)
        : this(Named(type), [.. args], Deploy.Local, supervisorStrategy)
    {
    }

    public Props(Type type, SupervisorStrategy supervisorStrategy, params object[] args)
        : this(Named(type), args, Deploy.Local, supervisorStrategy)
    {
    }

    public Props(Deploy deploy, Type type, IEnumerable<object> args)
        : this(Named(type), [.. args], deploy, null)
    {
    }

    public Props(Deploy deploy, Type type, params object[] args)
        : this(Named(type), args, deploy, null)
    {
    }

    /// <summary>Builds an actor that handles nothing.</summary>
    public static readonly Props Empty = Create<EmptyActor>();

    /// <summary>No props (null): nothing can be built of them.</summary>
    public static readonly Props None = null!;

    public Type Type { get; }

    public string TypeName => Type.AssemblyQualifiedName!;

    public object[] Arguments => _arguments!;

    public Deploy Deploy { get; }

    public string Dispatcher => Deploy.Dispatcher == Deploy.NoDispatcherGiven ? Akka.Dispatch.Dispatchers.DefaultDispatcherId : Deploy.Dispatcher;

    public string Mailbox => Deploy.Mailbox;

    /// <summary>Replaces the actor's own strategy; null where the actor's own is taken.</summary>
    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>The arguments are kept and used again for every incarnation.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), _noArguments, Deploy.Local, supervisorStrategy);

    /// <param name="factory">A call of the actor's constructor; its arguments are computed once, here.</param>
    /// <exception cref="InvalidCastException">It is something else.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        var construction = (NewExpression)factory.Body;
        return new Props(construction.Type, [.. construction.Arguments.Select(Evaluate)], Deploy.Local, supervisorStrategy);
    }

    public static Props Create(Type type, params object[] args) => new(type, args);

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer.ActorType, args, Deploy.Local, null, producer);

    /// <param name="args">Of the producer's constructor; the producer is made here.</param>
    public static Props CreateBy<TProducer>(params object[] args)
        where TProducer : class, IIndirectActorProducer => CreateBy((IIndirectActorProducer)Activator.CreateInstance(typeof(TProducer), args)!, args);

    public Props WithDispatcher(string dispatcher) => WithDeploy(Deploy.WithDispatcher(dispatcher));

    public Props WithMailbox(string mailbox) => WithDeploy(Deploy.WithMailbox(mailbox));

    public Props WithStashCapacity(int stashCapacity) => WithDeploy(Deploy.WithStashCapacity(stashCapacity));

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(Type, _arguments, Deploy, supervisorStrategy, _producer);

    public Props WithDeploy(Deploy deploy) => new(Type, _arguments, deploy.WithFallback(Deploy), SupervisorStrategy, _producer);

    /// <exception cref="TypeLoadException">The constructor failed or there is none that takes the arguments.</exception>
    public virtual ActorBase NewActor()
    {
        if (_producer is not null) return _producer.Produce();
        try
        {
            // Without arguments there is no constructor to look for, which takes most of the time.
            if (_arguments.Length == 0) return (ActorBase)Activator.CreateInstance(Type, nonPublic: true)!;
            return (ActorBase)Activator.CreateInstance(Type, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, null, _arguments, null)!;
        }
        catch (Exception error)
        {
            string given = string.Join(",", _arguments);
            throw new TypeLoadException($"Error while creating actor instance of type {Type} with {_arguments.Length} args: ({given})", error);
        }
    }

    /// <summary>An incarnation has ended.</summary>
    internal void Release(ActorBase actor) => _producer?.Release(actor);

    /// <summary>Arguments are not compared: they need not have an equality that means anything.</summary>
    public bool Equals(Props? other) => other is not null && Type == other.Type && Deploy.Equals(other.Deploy);

    public override bool Equals(object? obj) => Equals(obj as Props);

    public override int GetHashCode() => HashCode.Combine(Type, Deploy);

    private static Type Named(Type type)
    {
        if (type is null) throw new ArgumentNullException(nameof(type), "Props must be instantiated with an actor type.");
        if (!typeof(ActorBase).IsAssignableFrom(type)) throw new ArgumentException($"Unknown actor producer [{type}]", nameof(type));
        return type;
    }

    private static object? Evaluate(Expression argument) => argument is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)();

    private sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}

/// <summary>Builds actors where a constructor and its arguments are not enough.</summary>
public interface IIndirectActorProducer
{
    Type ActorType { get; }

    ActorBase Produce();

    void Release(ActorBase actor);
}

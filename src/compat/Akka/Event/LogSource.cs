using Akka.Actor;

namespace Akka.Event;

/// <summary>Name and type under which something logs.</summary>
public readonly struct LogSource
{
    private LogSource(string source, Type type)
    {
        Source = source;
        Type = type;
    }

    public string Source { get; }

    public Type Type { get; }

    public static LogSource Create(object o) => o switch
    {
        IActorContext context => new LogSource(context.Self.Path.ToString(), context.Props.Type),
        IActorRef actor => new LogSource(actor.Path.ToString(), actor.GetType()),
        string name => new LogSource(name, typeof(string)),
        Type type => new LogSource(type.ToString(), type),
        _ => new LogSource(o.GetType().ToString(), o.GetType()),
    };

    /// <summary>As <see cref="Create(object)"/>, with the system's name for what is no actor.</summary>
    public static LogSource Create(object o, ActorSystem system)
    {
        var source = Create(o);
        return o is IActorContext or IActorRef ? source : new LogSource($"{source.Source}({system.Name})", source.Type);
    }

    public static LogSource Create(string source, Type t) => new(source, t);
}

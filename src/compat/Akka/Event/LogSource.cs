using Akka.Actor;

namespace Akka.Event;

/// <summary>The type under which lines are logged whose source is only a name.</summary>
public class DummyClassForStringSources;

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
        IActorContext context => new LogSource(context.Self.Path.ToString(), SourceType(o)),
        IActorRef actor => new LogSource(actor.Path.ToString(), SourceType(o)),
        string name => new LogSource(name, SourceType(o)),
        _ => new LogSource(Logging.SimpleName(o), SourceType(o)),
    };

    /// <summary>As <see cref="Create(object)"/>, with the system's address for what is no actor.</summary>
    public static LogSource Create(object o, ActorSystem system)
    {
        string source = o switch
        {
            IActorContext context => FromActor(context, system),
            IActorRef actor => FromActorRef(actor, system),
            string name => FromString(name, system),
            _ => FromString(Logging.SimpleName(o), system),
        };
        return new LogSource(source, SourceType(o));
    }

    public static LogSource Create(string source, Type t) => new(source, t);

    public static string FromActor(IActorContext actor, ActorSystem system) => FromActorRef(actor.Self, system);

    public static string FromActorRef(IActorRef a, ActorSystem system) => a.Path.ToString();

    public static string FromString(string source, ActorSystem system) => $"{source} ({system})";

    public static string FromType(Type t, ActorSystem system) => FromString(Logging.SimpleName(t), system);

    public static Type SourceType(object o) => o switch
    {
        Type type => type,
        string => typeof(DummyClassForStringSources),
        IActorContext context => context.Props.Type,
        _ => o.GetType(),
    };
}

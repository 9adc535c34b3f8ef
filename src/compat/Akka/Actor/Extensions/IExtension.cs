namespace Akka.Actor;

/// <summary>Something of which each system has at most one.</summary>
public interface IExtension;

public interface IExtensionId
{
    Type ExtensionType { get; }

    /// <summary>The system's instance, made if there is none yet.</summary>
    object Apply(ActorSystem system);

    object Get(ActorSystem system);

    object CreateExtension(ExtendedActorSystem system);
}

public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    new T Apply(ActorSystem system);

    new T Get(ActorSystem system);

    new T CreateExtension(ExtendedActorSystem system);
}

public abstract class ExtensionIdProvider<T> : IExtensionId<T>
    where T : IExtension
{
    public Type ExtensionType => typeof(T);

    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    public T Get(ActorSystem system) => (T)system.GetExtension(this);

    /// <summary>Makes a system's instance; called once for each system.</summary>
    public abstract T CreateExtension(ExtendedActorSystem system);

    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    object IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);
}

public static class ActorSystemWithExtensions
{
    public static T WithExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>();

    /// <param name="extensionId">A type of <see cref="IExtensionId"/>, of which one is made where the system has no such extension yet.</param>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension => system.HasExtension<T>() ? system.GetExtension<T>() : (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);

    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => system.HasExtension<T>() ? system.GetExtension<T>() : (T)system.RegisterExtension(Activator.CreateInstance<TI>());
}

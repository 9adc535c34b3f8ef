using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Gives an actor system its <see cref="PersistenceExtension"/>.</summary>
public class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    public static Persistence Instance { get; } = new();

    /// <summary>Every key of persistence with its default.</summary>
    public static Config DefaultConfig()
    {
        using var stream = typeof(Persistence).Assembly.GetManifestResourceStream("Akka.Persistence.persistence.conf")
            ?? throw new InvalidOperationException("The assembly lacks its resource Akka.Persistence.persistence.conf.");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }

    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}

using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Actor.Internal;

/// <summary>The extensions of one system.</summary>
internal sealed class ExtensionRegistry(ActorSystemImpl system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public object Register(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(system))).Value;

    public object? Find(Type type) => _extensions.TryGetValue(type, out var extension) ? extension.Value : null;

    /// <summary>Registers the extensions that <c>akka.extensions</c> lists.</summary>
    public void LoadConfigured()
    {
        foreach (string name in system.Settings.Config.GetStringList("akka.extensions"))
        {
            var type = ClassNames.Find(name);
            if (type is null || !typeof(IExtensionId).IsAssignableFrom(type))
            {
                throw new ConfigurationException($"akka.extensions lists [{name}]; expected the name of an IExtensionId.");
            }

            Register((IExtensionId)Activator.CreateInstance(type)!);
        }
    }
}

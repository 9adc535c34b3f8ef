using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Serialization;

namespace Compat.Akka.Tests.Serialization;

/// <summary>Serializers that code gives, next to those that the configuration names.</summary>
public sealed class SerializationSetupTests
{
    [Fact]
    public async Task Configuration_BindsToASerializerThatCodeGives()
    {
        var setup = SerializationSetup.Create(system => ImmutableHashSet.Create(SerializerDetails.Create("given", new Given(system), ImmutableHashSet.Create(typeof(ByCode)))));
        var bootstrap = BootstrapSetup.Create().WithConfig($$"""
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.actor.serialization-bindings { "{{typeof(ByConfiguration).AssemblyQualifiedName}}" = given }
            """);
        var system = ActorSystem.Create("given", ActorSystemSetup.Create(setup, bootstrap));
        try
        {
            Assert.IsType<Given>(system.Serialization.FindSerializerForType(typeof(ByCode)));
            Assert.IsType<Given>(system.Serialization.FindSerializerForType(typeof(ByConfiguration)));
        }
        finally
        {
            await system.Terminate();
        }
    }

    private sealed class Given(ExtendedActorSystem system) : Serializer(system)
    {
        public override int Identifier => 7001;

        public override bool IncludeManifest => false;

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, Type? type) => bytes;
    }

    private sealed class ByCode;

    private sealed class ByConfiguration;
}

namespace EdgeNas.Actors.Wire;

/// <summary>The part of a node's HOCON that never differs.</summary>
public static class ActorSettings
{
    /// <summary>Binds what reaches the journal and the snapshot store to <see cref="EdgeNasSerializer"/>.</summary>
    public const string Serialization = """
        akka.actor {
          serializers.edgenas = "EdgeNas.Actors.Wire.EdgeNasSerializer, EdgeNas.Actors"
          serialization-identifiers { "EdgeNas.Actors.Wire.EdgeNasSerializer, EdgeNas.Actors" = 7101 }
          serialization-bindings {
            "EdgeNas.Domain.Searches.StoredEvent, EdgeNas.Domain" = edgenas
            "EdgeNas.Domain.Searches.SearchState, EdgeNas.Domain" = edgenas
            "EdgeNas.Actors.Protocol.ManagerEvent, EdgeNas.Actors" = edgenas
          }
        }
        """;

    /// <summary>Binds what nodes say to each other to <see cref="ProtocolSerializer"/>.</summary>
    public static string Protocol { get; } = $$"""
        akka.actor {
          serializers.edgenas-protocol = "EdgeNas.Actors.Wire.ProtocolSerializer, EdgeNas.Actors"
          serialization-identifiers { "EdgeNas.Actors.Wire.ProtocolSerializer, EdgeNas.Actors" = {{ProtocolSerializer.Id}} }
          serialization-bindings {
            {{string.Join("\n    ", ProtocolManifests.AllTypes.Select(type => $"\"{type.FullName}, {type.Assembly.GetName().Name}\" = edgenas-protocol"))}}
          }
        }
        """;
}

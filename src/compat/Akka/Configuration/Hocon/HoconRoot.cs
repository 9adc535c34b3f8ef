using Hocon.Tree;

namespace Akka.Configuration.Hocon;

/// <summary>A parsed document.</summary>
public class HoconRoot
{
    public HoconRoot(HoconValue value) => Value = value;

    public HoconValue Value { get; }

    internal ObjectNode Node => NodeReading.AsObject(Value.Node);
}

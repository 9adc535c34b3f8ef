using Hocon.Tree;

namespace Akka.Configuration.Hocon;

/// <summary>Fields by key.</summary>
public class HoconObject
{
    private readonly ObjectNode _node;

    internal HoconObject(ObjectNode node)
    {
        _node = node;
        Items = node.Fields.ToDictionary(field => field.Key, field => new HoconValue(field.Value));
    }

    /// <summary>A copy: what is changed in it doesn't change the configuration.</summary>
    public Dictionary<string, HoconValue> Items { get; }

    /// <summary>Null where there is no such field.</summary>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    public override string ToString() => HoconPrinter.Print(_node);
}

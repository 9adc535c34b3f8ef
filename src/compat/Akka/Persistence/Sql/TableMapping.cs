using Akka.Configuration;

namespace Akka.Persistence.Sql;

/// <summary>
/// What one table of a plugin and its columns are called: keys <c>schema-name</c>, <c>TABLE.table-name</c> and <c>TABLE.columns</c> of the plugin's section that
/// <c>table-mapping</c> names. All names come quoted for SQL.
/// </summary>
/// <param name="plugin">The plugin's section, with the reference configuration below it.</param>
/// <param name="path">The plugin's path, for messages.</param>
/// <param name="table">The section of the table, such as "journal".</param>
/// <param name="withSchema">Whether the database has schemas; else <c>schema-name</c> is left out.</param>
internal sealed class TableMapping(Config plugin, string path, string table, bool withSchema)
{
    private readonly string _mapping = plugin.GetString("table-mapping", "default");

    /// <summary>With the schema, where there is one.</summary>
    public string Table => withSchema && Schema.Length > 0 ? $"{Quoted(Schema)}.{Quoted(TableName)}" : Quoted(TableName);

    private string Schema => plugin.GetString($"{_mapping}.schema-name", "") is { } name and not "null" ? name : "";

    private string TableName => Required("table-name", otherwise: null);

    /// <param name="otherwise">What it is called where the mapping doesn't say; null where it must.</param>
    /// <exception cref="ConfigurationException">The mapping is unknown or lacks the name.</exception>
    public string Column(string key, string? otherwise = null) => Quoted(Required($"columns.{key}", otherwise));

    /// <summary>The name of an index or constraint of the table.</summary>
    public string Named(string before, string after) => Quoted(before + TableName + after);

    public bool Flag(string key, bool otherwise) => plugin.GetBoolean($"{_mapping}.{table}.{key}", otherwise);

    private string Required(string key, string? otherwise)
    {
        string name = plugin.GetString($"{_mapping}.{table}.{key}", otherwise) ?? "";
        if (name.Length > 0) return name;
        throw new ConfigurationException(
            plugin.HasPath(_mapping)
                ? $"{path}.{_mapping}.{table}.{key} is empty. Give the name in the database, or remove {path}.table-mapping for the default tables."
                : $"{path}.table-mapping is '{_mapping}', but there is no section {path}.{_mapping} that names the tables. Add it, or remove the key for the default tables.");
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

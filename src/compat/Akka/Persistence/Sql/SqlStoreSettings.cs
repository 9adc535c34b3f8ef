namespace Akka.Persistence.Sql;

/// <summary>How one SQL plugin reaches and uses its database.</summary>
/// <param name="ConfigPath">The plugin's path in the configuration, for messages.</param>
/// <param name="AutoInitialize">Whether missing tables are created.</param>
/// <param name="BatchSize">Events that are committed together at most, unless one write alone has more.</param>
/// <param name="BufferSize">Writes that may wait for the database; further ones fail.</param>
/// <param name="ReplayBatchSize">Events read per query while replaying.</param>
internal sealed record SqlStoreSettings(
    string ConfigPath, string ConnectionString, string ProviderName, bool AutoInitialize, int BatchSize, int BufferSize, int ReplayBatchSize);

using EdgeNas.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeNas.Hosting.Runs;

/// <summary>A folder's journal as a file that is about to be written.</summary>
internal static class JournalFile
{
    /// <summary>
    /// Gives it a write-ahead log, which it keeps, whatever library writes it then: <see cref="JournalReader"/> counts on one where somebody writes, and readers and the writer don't wait for each other.
    /// </summary>
    /// <param name="folder">Exists; the caller holds its lock.</param>
    /// <exception cref="EdgeNasException">The file can't be written, or is damaged.</exception>
    public static void Prepare(RunsFolder folder)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Journal, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            if (command.ExecuteScalar() is not "wal") throw new EdgeNasException($"Journal {folder.Journal} can't have a write-ahead log here: keep the folder on a file system of this machine, not on a network's.");
        }
        catch (SqliteException e)
        {
            throw new EdgeNasException($"Journal {folder.Journal} can't be written: {e.Message} Is there room, and may this user write the file and its folder?", e);
        }
    }
}

using System.Text.Json;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Runs;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>Finds and removes artifacts that no search's events name.</summary>
public static class ArtifactGarbage
{
    /// <summary>Artifacts younger than this are kept even if nothing names them: their event may be on its way to the journal.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Every artifact that an event of a search names, in whatever field: an id is recognised by its form.</summary>
    public static IReadOnlySet<ArtifactId> ReferredTo(JournalReader journal)
    {
        var found = new HashSet<ArtifactId>();
        foreach (var search in journal.List())
        {
            foreach (var stored in journal.ReadAfter(search, 0))
            {
                using var json = JsonDocument.Parse(SearchEventJson.Write(stored));
                Collect(json.RootElement, found);
            }
        }

        return found;
    }

    /// <returns>The artifacts to remove, with their bytes.</returns>
    public static IReadOnlyList<(ArtifactId Id, long Bytes)> Find(FileArtifactStore store, IReadOnlySet<ArtifactId> referredTo, DateTimeOffset now) =>
        [.. store.All().Where(id => !referredTo.Contains(id) && now - store.Age(id) >= Grace).Select(id => (id, store.Size(id)))];

    private static void Collect(JsonElement element, HashSet<ArtifactId> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when ArtifactId.Parse(element.GetString()) is { } id:
                found.Add(id);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Collect(item, found);
                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    if (ArtifactId.Parse(field.Name) is { } key) found.Add(key);
                    Collect(field.Value, found);
                }

                break;
        }
    }
}

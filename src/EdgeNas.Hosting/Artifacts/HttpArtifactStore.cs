using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>
/// A worker's artifacts: those of the seed's server, over a cache on this machine's disk. Transfers that break off go on where they were; while the seed can't be reached
/// they are tried again with growing pauses. What arrives is checked against its name.
/// </summary>
public sealed class HttpArtifactStore(HttpClient http, ArtifactCache cache, TransferPatience patience) : IArtifactStore
{
    /// <exception cref="EdgeNasException">The seed refuses it: no space, too large, wrong token.</exception>
    /// <exception cref="HttpRequestException">The seed could not be reached within the patience.</exception>
    public ArtifactId Put(ReadOnlySpan<byte> content)
    {
        var id = cache.Put(content);
        byte[] bytes = content.ToArray();
        patience.Try(() => Upload(id, bytes));
        return id;
    }

    /// <exception cref="HttpRequestException">The seed could not be reached within the patience.</exception>
    public byte[] Get(ArtifactId id)
    {
        if (cache.Find(id) is { } cached) return cached;
        byte[] content = [];
        patience.Try(() => Download(id, ref content));
        cache.Put(content);
        return content;
    }

    public bool Contains(ArtifactId id)
    {
        if (cache.Find(id) is not null) return true;
        bool found = false;
        patience.Try(() => found = Head(id).Found);
        return found;
    }

    private (bool Found, long Offset) Head(ArtifactId id)
    {
        using var response = http.Send(new HttpRequestMessage(HttpMethod.Head, $"artifacts/{id}"));
        if (response.IsSuccessStatusCode) return (true, 0);
        if (response.StatusCode != HttpStatusCode.NotFound) throw Failure(id, response);
        string? offset = response.Headers.TryGetValues(ArtifactServer.OffsetHeader, out var values) ? values.First() : null;
        return (false, long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out long known) ? known : 0);
    }

    private void Upload(ArtifactId id, byte[] bytes)
    {
        var (found, offset) = Head(id);
        if (found) return;
        offset = Math.Min(offset, bytes.Length);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"artifacts/{id}") { Content = new ByteArrayContent(bytes, (int)offset, bytes.Length - (int)offset) };
        if (offset > 0 && offset < bytes.Length) request.Content.Headers.ContentRange = new ContentRangeHeaderValue(offset, bytes.Length - 1, bytes.Length);
        using var response = http.Send(request);
        if (!response.IsSuccessStatusCode) throw Failure(id, response);
    }

    /// <param name="content">What earlier tries brought, then the whole.</param>
    private void Download(ArtifactId id, ref byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"artifacts/{id}");
        if (content.Length > 0) request.Headers.Range = new RangeHeaderValue(content.Length, null);
        using var response = http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.NotFound) throw new EdgeNasException($"The seed at {http.BaseAddress} has no artifact {id}: it was removed, or belongs to another cluster.");
        if (!response.IsSuccessStatusCode) throw Failure(id, response);
        using var collected = new MemoryStream();
        if (response.StatusCode == HttpStatusCode.PartialContent) collected.Write(content);
        try
        {
            response.Content.ReadAsStream().CopyTo(collected);
        }
        finally
        {
            content = collected.ToArray();
        }

        if (ArtifactId.Of(content) == id) return;
        content = [];
        throw new HttpRequestException($"Artifact {id} arrived damaged from {http.BaseAddress}.");
    }

    /// <summary>What the seed refuses for good is an error of its own; the rest is tried again.</summary>
    private Exception Failure(ArtifactId id, HttpResponseMessage response)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream());
        string reason = $"The seed at {http.BaseAddress} refused artifact {id} with {(int)response.StatusCode}: {reader.ReadToEnd()}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new EdgeNasException($"{reason}. See to this node's token (`edgenas cluster token`)."),
            HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.InsufficientStorage or HttpStatusCode.BadRequest => new EdgeNasException(reason),
            _ => new HttpRequestException(reason),
        };
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>
/// Artifacts over HTTP, for nodes that show their token (<c>Authorization: Bearer …</c>):
/// <c>GET /artifacts/SHA256</c> (with ranges); <c>HEAD</c> (404 tells in <c>Upload-Offset</c> how much of this node's upload has come);
/// <c>PUT</c> (whole, or a rest with <c>Content-Range: bytes FIRST-LAST/TOTAL</c>: 201 stored, 202 more to come). Refusals are logged and counted.
/// </summary>
public sealed class ArtifactServer : IAsyncDisposable
{
    internal const string OffsetHeader = "Upload-Offset";

    private readonly WebApplication _application;
    private readonly FileArtifactStore _store;
    private readonly ArtifactUploads _uploads;
    private readonly NodeTokensFile _tokens;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private long _refused;

    private ArtifactServer(WebApplication application, FileArtifactStore store, ArtifactUploads uploads, NodeTokensFile tokens, TimeProvider time)
    {
        _time = time;
        _application = application;
        _store = store;
        _uploads = uploads;
        _tokens = tokens;
        _log = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger<ArtifactServer>();
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Requests that were refused since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Looks anew how much of the quota is used, after artifacts have been removed.</summary>
    public void Recount() => _uploads.Recount();

    /// <param name="uploads">Folder for uploads that are under way, on the same disk as the store.</param>
    /// <exception cref="EdgeNasException">It can't listen there.</exception>
    public static async Task<ArtifactServer> StartAsync(
        FileArtifactStore store, string uploads, ArtifactServerOptions options, NodeTokensFile tokens, TimeProvider time, Action<ILoggingBuilder>? logging = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrel(kestrel => Listen(kestrel, options));
        var application = builder.Build();
        var server = new ArtifactServer(application, store, new ArtifactUploads(store, uploads, options), tokens, time);
        application.MapMethods("/artifacts/{id}", [HttpMethods.Get, HttpMethods.Head], server.GetAsync);
        application.MapPut("/artifacts/{id}", server.PutAsync);
        application.MapFallback(context => server.RefuseAsync(context, StatusCodes.Status404NotFound, "there are only /artifacts/SHA256"));
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new EdgeNasException($"The artifact server can't listen on {options.Address}: {e.Message} Choose another address or port (artifacts.address).", e);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, ArtifactServerOptions options)
    {
        // The uploads' own limits hold, chunk by chunk.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AddServerHeader = false;
        var address = IPAddress.TryParse(options.Address.Host.Trim('[', ']'), out var ip) ? ip : options.Address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        kestrel.Listen(address, options.Address.Port, endpoint =>
        {
            if (options.Address.Scheme != Uri.UriSchemeHttps) return;
            if (options.Tls is not { } tls) throw new EdgeNasException($"The artifact server's address {options.Address} is https, which needs a certificate and its key.");
            endpoint.UseHttps(X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key));
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await AdmitAsync(context).ConfigureAwait(false) is not var (id, node)) return;
        if (!_store.Contains(id))
        {
            context.Response.Headers[OffsetHeader] = _uploads.OffsetOf(id, node).ToString(CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Who asks whether it is there may be about to refer to it.
        if (HttpMethods.IsHead(context.Request.Method)) _store.Touch(id, _time.GetUtcNow());
        var file = Microsoft.AspNetCore.Http.Results.File(_store.PathOf(id), "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{id}\""), enableRangeProcessing: true);
        await file.ExecuteAsync(context).ConfigureAwait(false);
    }

    private async Task PutAsync(HttpContext context)
    {
        if (await AdmitAsync(context).ConfigureAwait(false) is not var (id, node)) return;
        if (_store.Contains(id))
        {
            // Wanted again: what clears up leaves it alone until an event can name it.
            _store.Touch(id, _time.GetUtcNow());
            context.Response.StatusCode = StatusCodes.Status200OK;
            return;
        }

        var (first, total) = RangeOf(context.Request);
        if (total < 0)
        {
            await RefuseAsync(context, StatusCodes.Status411LengthRequired, "an upload says its length, or Content-Range: bytes FIRST-LAST/TOTAL").ConfigureAwait(false);
            return;
        }

        try
        {
            bool stored = await _uploads.AppendAsync(id, node, first, total, context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            if (stored) ArtifactServerLog.Stored(_log, id, total, node);
            context.Response.StatusCode = stored ? StatusCodes.Status201Created : StatusCodes.Status202Accepted;
        }
        catch (UploadRefusedException refused)
        {
            context.Response.Headers[OffsetHeader] = _uploads.OffsetOf(id, node).ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, refused.Status, refused.Message).ConfigureAwait(false);
        }
        catch (IOException broken) when (context.RequestAborted.IsCancellationRequested)
        {
            ArtifactServerLog.UploadBroken(_log, id, node, broken.Message);
        }
        catch (IOException full)
        {
            await RefuseAsync(context, StatusCodes.Status507InsufficientStorage, $"the store can't be written: {full.Message}").ConfigureAwait(false);
        }
    }

    /// <summary>The artifact and the node of a request; null where it was refused.</summary>
    private async Task<(ArtifactId Id, string Node)?> AdmitAsync(HttpContext context)
    {
        if (_tokens.Current(problem => ArtifactServerLog.TokensKept(_log, problem)).NodeOf(context.Request.Headers.Authorization) is not { } node)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "no node has this token").ConfigureAwait(false);
            return null;
        }

        if (ArtifactId.Parse(context.GetRouteValue("id") as string) is { } id) return (id, node);
        await RefuseAsync(context, StatusCodes.Status400BadRequest, "an artifact's name is 64 lower-case hexadecimal digits").ConfigureAwait(false);
        return null;
    }

    private async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        Interlocked.Increment(ref _refused);
        ArtifactServerLog.Refused(_log, context.Request.Method, context.Request.Path, context.Connection.RemoteIpAddress, status, reason);
        context.Response.StatusCode = status;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.WriteAsync(reason).ConfigureAwait(false);
    }

    /// <returns>A total of -1 where the request doesn't say it.</returns>
    private static (long First, long Total) RangeOf(HttpRequest request)
    {
        if (request.Headers.ContentRange.Count == 0) return (0, request.ContentLength ?? -1);
        return ContentRangeHeaderValue.TryParse(request.Headers.ContentRange.ToString(), out var range) && range is { From: { } from, Length: { } total } ? (from, total) : (0, -1);
    }
}

using System.Net;
using EdgeNas.Domain.Artifacts;
using Microsoft.Extensions.Logging;

namespace EdgeNas.Hosting.Artifacts;

/// <summary>What the artifact server tells.</summary>
internal static partial class ArtifactServerLog
{
    [LoggerMessage(3001, LogLevel.Information, "Stored artifact {Id} ({Bytes} bytes) of node {Node}")]
    public static partial void Stored(ILogger logger, ArtifactId id, long bytes, string node);

    [LoggerMessage(3002, LogLevel.Warning, "Refused {Method} {Path} from {Remote} with {Status}: {Reason}")]
    public static partial void Refused(ILogger logger, string method, string path, IPAddress? remote, int status, string reason);

    [LoggerMessage(3003, LogLevel.Information, "The upload of artifact {Id} by node {Node} broke off: {Reason}")]
    public static partial void UploadBroken(ILogger logger, ArtifactId id, string node, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "The tokens stay as they were, since their file has changed and can't be used: {Problem}")]
    public static partial void TokensKept(ILogger logger, string problem);
}

namespace EdgeNas.Hosting.Artifacts;

/// <summary>An upload that the server can't take as it is.</summary>
internal sealed class UploadRefusedException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status to answer with.</summary>
    public int Status { get; } = status;
}

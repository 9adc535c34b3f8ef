namespace EdgeNas.Hosting.Artifacts;

/// <summary>Sends requests to wherever the artifacts lie at the moment: another seed may take over. Thread-safe.</summary>
public sealed class SeedAddress(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What requests name as their host.</summary>
    public static Uri Placeholder { get; } = new("http://artifacts/");

    private volatile Uri? _address;

    /// <summary>Null until a seed has told it.</summary>
    public Uri? Address
    {
        get => _address;
        set => _address = value;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request);
        return base.SendAsync(request, cancellationToken);
    }

    private void Redirect(HttpRequestMessage request)
    {
        var address = _address ?? throw new HttpRequestException("No seed has told where the artifacts are.");
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
    }
}

using System.Net;
using System.Net.Http.Headers;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Artifacts;

namespace EdgeNas.Hosting.Tests.Artifacts;

public sealed class ArtifactServerTests : ArtifactServerFixture
{
    protected override long Quota => 3000;

    protected override long Largest => 2000;

    [Fact]
    public async Task Put_Whole_IsStoredAndReadBack()
    {
        byte[] content = Bytes(1000);
        var id = ArtifactId.Of(content);
        using var client = Client();

        using var stored = await client.PutAsync($"artifacts/{id}", new ByteArrayContent(content));
        byte[] read = await client.GetByteArrayAsync($"artifacts/{id}");

        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        Assert.Equal(content, read);
        Assert.Equal(content, Store.Get(id));
        Assert.Empty(Directory.GetFiles(Folder.File("uploads")));
    }

    [Fact]
    public async Task Get_TokensFileChanges_NodesAreLetInAndShutOutAtOnce()
    {
        var id = Store.Put(Bytes(10));
        using HttpClient first = Client(), late = Client("late-comer");
        async Task<HttpStatusCode[]> Statuses() => [(await first.GetAsync($"artifacts/{id}")).StatusCode, (await late.GetAsync($"artifacts/{id}")).StatusCode];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await Statuses());

        File.AppendAllText(Tokens, $"worker-3 {NodeTokens.Hash("late-comer")}\n");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Statuses());

        File.WriteAllText(Tokens, "damaged");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Statuses());

        File.WriteAllText(Tokens, $"worker-3 {NodeTokens.Hash("late-comer")}\n");
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], await Statuses());
    }

    [Fact]
    public async Task Put_InParts_GoesOnWhereItWas()
    {
        byte[] content = Bytes(1000);
        var id = ArtifactId.Of(content);
        using var client = Client();

        using var part = await client.SendAsync(Part(id.Sha256, content, 0, 600));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"artifacts/{id}"));
        using var rest = await client.SendAsync(Part(id.Sha256, content, 600, 1000));

        Assert.Equal(HttpStatusCode.Accepted, part.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "600"), (head.StatusCode, head.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal(HttpStatusCode.Created, rest.StatusCode);
        Assert.Equal(content, Store.Get(id));
    }

    [Fact]
    public async Task Put_PartThatDoesNotFollow_IsRefusedAndTellsWhereToGoOn()
    {
        byte[] content = Bytes(1000);
        var id = ArtifactId.Of(content);
        using var client = Client();
        using var part = await client.SendAsync(Part(id.Sha256, content, 0, 600));

        using var gap = await client.SendAsync(Part(id.Sha256, content, 700, 1000));
        using var others = await Client("other").SendAsync(new HttpRequestMessage(HttpMethod.Head, $"artifacts/{id}"));

        Assert.Equal((HttpStatusCode.Conflict, "600"), (gap.StatusCode, gap.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal("0", others.Headers.GetValues("Upload-Offset").Single());
    }

    [Fact]
    public async Task Put_OtherBytesThanTheName_IsRefusedAndNothingIsLeft()
    {
        var id = ArtifactId.Of(Bytes(1000));
        using var client = Client();

        using var answer = await client.PutAsync($"artifacts/{id}", new ByteArrayContent(Bytes(1000, seed: 2)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("have the SHA-256", await answer.Content.ReadAsStringAsync());
        Assert.False(Store.Contains(id));
        Assert.Equal("0", (await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"artifacts/{id}"))).Headers.GetValues("Upload-Offset").Single());
    }

    [Fact]
    public async Task Put_LongerThanItSays_IsRefused()
    {
        byte[] content = Bytes(1000);
        using var client = Client();

        using var answer = await client.SendAsync(Part(ArtifactId.Of(content).Sha256, content, 0, 1000, total: 900));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Put_OverTheLimits_SaysWhich()
    {
        using var client = Client();
        byte[] large = Bytes(2001), first = Bytes(1900), second = Bytes(1900, seed: 2);

        using var tooLarge = await client.PutAsync($"artifacts/{ArtifactId.Of(large)}", new ByteArrayContent(large));
        using var fits = await client.PutAsync($"artifacts/{ArtifactId.Of(first)}", new ByteArrayContent(first));
        using var noRoom = await client.PutAsync($"artifacts/{ArtifactId.Of(second)}", new ByteArrayContent(second));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(HttpStatusCode.InsufficientStorage, noRoom.StatusCode);
        Assert.Contains("1900 of 3000", await noRoom.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_Range_GivesThatPart()
    {
        byte[] content = Bytes(1000);
        var id = Store.Put(content);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"artifacts/{id}") { Headers = { Range = new RangeHeaderValue(990, null) } };

        using var answer = await Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(content[990..], await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret-of-worker-2")]
    public async Task AnyRequest_WithoutANodesToken_IsRefusedAndCounted(string? token)
    {
        var id = Store.Put(Bytes(10));
        using var client = Client(token: null);
        if (token is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        using var get = await client.GetAsync($"artifacts/{id}");
        using var put = await client.PutAsync($"artifacts/{id}", new ByteArrayContent(Bytes(10)));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (get.StatusCode, put.StatusCode));
        Assert.Equal(2, Server.Refused);
    }

    [Theory]
    [InlineData("artifacts/..%2f..%2fetc%2fpasswd", HttpStatusCode.BadRequest)]
    [InlineData("artifacts/%2e%2e", HttpStatusCode.NotFound)]
    [InlineData("artifacts/ABCDEF", HttpStatusCode.BadRequest)]
    [InlineData("artifacts/", HttpStatusCode.NotFound)]
    [InlineData("etc/passwd", HttpStatusCode.NotFound)]
    public async Task Put_NameThatIsNoHash_IsRefusedAndWritesNothing(string path, HttpStatusCode expected)
    {
        using var answer = await Client().PutAsync(path, new ByteArrayContent(Bytes(10)));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(1, Server.Refused);
        Assert.Empty(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories));
    }

    private static HttpRequestMessage Part(string id, byte[] content, int first, int end, int? total = null) => new(HttpMethod.Put, $"artifacts/{id}")
    {
        Content = new ByteArrayContent(content[first..end]) { Headers = { ContentRange = ContentRangeHeaderValue.Parse($"bytes {first}-{Math.Min(end, total ?? end) - 1}/{total ?? content.Length}") } },
    };
}

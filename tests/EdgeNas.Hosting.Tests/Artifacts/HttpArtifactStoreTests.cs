using System.Net;
using System.Net.Sockets;
using EdgeNas.Domain;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Hosting.Artifacts;
using EdgeNas.Hosting.Runs;
using EdgeNas.Hosting.Settings.Nodes;

namespace EdgeNas.Hosting.Tests.Artifacts;

public sealed class HttpArtifactStoreTests : ArtifactServerFixture
{
    private static readonly TransferPatience Patient = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(20), TimeProvider.System);

    private FileArtifactStore CacheFiles => new(Folder.File("cache"));

    [Fact]
    public void Put_ThenGetByAnotherNode_GivesTheBytes()
    {
        byte[] content = Bytes(100_000);
        var id = Remote("cache").Put(content);

        byte[] read = Remote("other-cache").Get(id);

        Assert.Equal(content, read);
        Assert.Equal(content, Store.Get(id));
    }

    [Fact]
    public void Get_Again_IsServedFromTheCache()
    {
        var id = Store.Put(Bytes(1000));
        var remote = Remote("cache");
        remote.Get(id);
        Store.Remove(id);

        Assert.Equal(Bytes(1000), remote.Get(id));
        Assert.True(remote.Contains(id));
    }

    [Fact]
    public void Get_CachedFileDamaged_IsFetchedAgain()
    {
        var id = Store.Put(Bytes(1000));
        var remote = Remote("cache");
        remote.Get(id);
        File.WriteAllBytes(CacheFiles.PathOf(id), Bytes(1000, seed: 9));

        Assert.Equal(Bytes(1000), remote.Get(id));
        Assert.Equal(Bytes(1000), CacheFiles.Get(id));
    }

    [Fact]
    public void Find_FileRemovedByAnotherProcessMeanwhile_StillGivesTheBytes()
    {
        var id = CacheFiles.Put(Bytes(1000));
        var cache = new ArtifactCache(CacheFiles, 1 << 20, new ActsWhenAsked(() => Directory.Delete(Path.GetDirectoryName(CacheFiles.PathOf(id))!, recursive: true)));

        Assert.Equal(Bytes(1000), cache.Find(id));
        Assert.Null(cache.Find(id));
    }

    [Fact]
    public void Get_ConnectionBreaksOnTheWay_GoesOnWhereItWas()
    {
        byte[] content = Bytes(200_000);
        var id = Store.Put(content);
        var flaky = new FlakyHandler(breakAfter: 70_000, times: 2);

        byte[] read = Remote("cache", flaky).Get(id);

        Assert.Equal(content, read);
        Assert.Equal([null, 70_000, 140_000], flaky.RangesAskedFor);
    }

    [Fact]
    public void Put_SeedAwayForAWhile_IsTriedAgain()
    {
        var away = new FlakyHandler(breakAfter: 0, times: 3);

        var id = Remote("cache", away).Put(Bytes(1000));

        Assert.True(Store.Contains(id));
        Assert.Equal(5, away.Requests);
    }

    [Fact]
    public void Put_SeedAwayForGood_FailsWithTheReasonAndKeepsTheCache()
    {
        var never = new FlakyHandler(breakAfter: 0, times: int.MaxValue);
        var patience = Patient with { Limit = TimeSpan.Zero };
        var remote = new HttpArtifactStore(Client(handler: never), new ArtifactCache(CacheFiles, 1 << 20, TimeProvider.System), patience);

        Assert.ThrowsAny<IOException>(() => remote.Put(Bytes(1000)));
        Assert.True(CacheFiles.Contains(ArtifactId.Of(Bytes(1000))));
    }

    [Fact]
    public async Task Get_SeedStandsStill_GoesOnWithTheOneThatTookOver()
    {
        var id = Store.Put(Bytes(1000));
        using var still = new TcpListener(IPAddress.Loopback, 0);
        still.Start();
        var access = new ArtifactAccess(Token, "");
        using var address = ArtifactClient.Address(access, silence: TimeSpan.FromMilliseconds(200));
        address.Address = new Uri($"http://{still.LocalEndpoint}/");
        using var http = ArtifactClient.Create(access, address);
        var remote = new HttpArtifactStore(http, new ArtifactCache(CacheFiles, 1 << 20, TimeProvider.System), Patient);

        var get = Task.Run(() => remote.Get(id));
        using var asked = await still.AcceptTcpClientAsync();
        address.Address = Server.Address;

        Assert.Equal(Bytes(1000), await get.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Get_Missing_SaysWhichAndWhere()
    {
        string message = Assert.Throws<EdgeNasException>(() => Remote("cache").Get(new ArtifactId(new string('0', 64)))).Message;

        Assert.Contains(new string('0', 64), message);
        Assert.Contains(Server.Address.ToString(), message);
    }

    [Fact]
    public void Put_WrongToken_IsAnErrorAtOnce()
    {
        var stranger = new HttpArtifactStore(Client("guessed"), new ArtifactCache(CacheFiles, 1 << 20, TimeProvider.System), Patient);

        Assert.Contains("token", Assert.Throws<EdgeNasException>(() => stranger.Put(Bytes(10))).Message);
    }

    [Fact]
    public void Cache_Full_LosesTheLeastRecentlyUsed()
    {
        var clock = new Sessions.ManualTime();
        var cache = new ArtifactCache(CacheFiles, 2500, clock);
        var ids = new byte[] { 1, 2 }.Select(seed =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return cache.Put(Bytes(1000, seed));
        }).ToArray();
        clock.Advance(TimeSpan.FromMinutes(1));
        cache.Find(ids[0]);
        clock.Advance(TimeSpan.FromMinutes(1));

        cache.Put(Bytes(1000, seed: 3));

        Assert.NotNull(cache.Find(ids[0]));
        Assert.Null(cache.Find(ids[1]));
    }

    private HttpArtifactStore Remote(string cache, HttpMessageHandler? handler = null) =>
        new(Client(handler: handler), new ArtifactCache(new FileArtifactStore(Folder.File(cache)), 1 << 20, TimeProvider.System), Patient);

    /// <summary>Breaks the first answers off: before the request is sent, or after some bytes of the body.</summary>
    private sealed class FlakyHandler(int breakAfter, int times) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _left = times;

        public int Requests { get; private set; }

        public List<long?> RangesAskedFor { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            if (request.Method == HttpMethod.Get) RangesAskedFor.Add(request.Headers.Range?.Ranges.Single().From);
            if (_left-- <= 0) return base.Send(request, cancellationToken);
            if (breakAfter == 0) throw new IOException("connection refused");
            var answer = base.Send(request, cancellationToken);
            answer.Content = new StreamContent(new BreakingStream(answer.Content.ReadAsStream(cancellationToken), breakAfter));
            return answer;
        }
    }

    private sealed class BreakingStream(Stream inner, int left) : MemoryStream
    {
        private int _left = left;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_left == 0) throw new IOException("connection reset");
            int read = inner.Read(buffer[..Math.Min(_left, buffer.Length)]);
            _left -= read;
            return read;
        }

        public override void CopyTo(Stream destination, int bufferSize)
        {
            byte[] buffer = new byte[bufferSize];
            int read;
            while ((read = Read(buffer)) > 0) destination.Write(buffer, 0, read);
        }
    }

    /// <summary>A clock that does something when it is looked at, which the cache does between reading a file and touching it.</summary>
    private sealed class ActsWhenAsked(Action action) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            action();
            return base.GetUtcNow();
        }
    }
}

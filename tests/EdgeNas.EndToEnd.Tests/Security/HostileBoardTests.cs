using System.Net;
using System.Text;
using Akka.Remote.Wire;
using EdgeNas.Actors.Seeds;
using EdgeNas.Actors.Wire;
using EdgeNas.EndToEnd.Tests.Cluster;
using RabbitMQ.Client;

namespace EdgeNas.EndToEnd.Tests.Security;

/// <summary>A board that was taken over tries everything while a search runs: each attempt is refused, told and counted, and the search ends as if nothing had been.</summary>
[Collection(Chaos.ChaosCollection.Name)]
[Trait("Engine", "Compat")] // Its nodes meet at a broker; the real library needs none.
public sealed class HostileBoardTests : IDisposable
{
    private const string Desk = $"/user/{LeadingSeed.Manager}/{LeadingSeed.Boards}";

    /// <summary>A number that no broker gives: a low one may be an earlier broker's, which a young broker says nothing about.</summary>
    private const string Attempt = """{"search":"tiny-1","jobId":"profile/floor/0000/0","number":9000000000000000000}""";

    private const string Failed = """{"kind":"failed","message":"forged","permanent":true}""";

    private readonly TinySearch _search = new();

    public void Dispose() => _search.Dispose();

    [BrokerFact]
    public async Task Board_ThatTriesEverything_IsRefusedAndNothingElseIsDisturbed()
    {
        await using var cluster = new GuardedCluster(_search);
        await cluster.StartAsync();
        using var start = cluster.Command("search", "start", _search.Spec, "--id", "tiny-1", "--plain");
        await start.WaitForAsync("measured ");

        string own = $"akka.amqp://edgenas@{GuardedCluster.Attacker}:7";
        (Frame Frame, string Refusal)[] tries =
        [
            (Message("akka.amqp://edgenas@board-1:7", Desk, "job.done.v1", $$"""{"attempt":{{Attempt}},"result":{{Failed}},"elapsed":"00:00:01"}"""), "may not send in the name of akka.amqp://edgenas@board-1:7"),
            (Message(own, Desk, "job.done.v1", $$"""{"attempt":{{Attempt}},"result":{{Failed}},"elapsed":"00:00:01"}""", "akka.amqp://edgenas@board-1:7/user/profiler/simulated"), "may not send for akka.amqp://edgenas@board-1:7"),
            (Message(own, "/user/searches", "search.cancel.v1", """{"search":"tiny-1"}"""), "may not send to /user/searches"),
            (Message(own, $"/user/{LeadingSeed.Manager}/{LeadingSeed.Jobs}", "job.withdraw.v1", """{"search":"tiny-1"}"""), "may not send to /user/leader"),
            (Message(own, Desk, "job.withdraw.v1", """{"search":"tiny-1"}"""), "sent a WithdrawJobs, which is not for a board to send"),
            (Message(own, Desk, "job.idle.v1", """{"kinds":["trainRound"]}"""), "a board measures on a device, and nothing else"),
            (Message(own, Desk, "job.idle.v1", """{"kinds":["profile"],"device":"simulated"}"""), $"offers device simulated, which {GuardedCluster.Attacker} may not speak for"),
            (Message(own, Desk, "job.delete-everything.v1", "{}"), "job.delete-everything.v1"),
            (Message(own, Desk, "job.renew.v1", $$"""{"x":{{new string('[', 5000)}}{{new string(']', 5000)}}}"""), "job.renew.v1"),
            (Message(own, Desk, "job.renew.v1", """{"attempt":{"search":"../../etc","jobId":"x","number":1}}"""), "search id"),
            (new Frame(own, 7, Desk, "/user/a", 16, "PP", []), "from a node that may not harm"),
            (Message(own, Desk, "job.renew.v1", new string(' ', 17 << 20)), "maximum-frame-size"),
            (Message(own, Desk, "job.done.v1", $$"""{"attempt":{{Attempt}},"result":{{Failed}},"elapsed":"00:00:01"}"""), $"Dropped the late result of attempt tiny-1/profile/floor/0000/0#9000000000000000000"),
        ];
        foreach (var (frame, refusal) in tries)
        {
            await SendAsync(cluster, frame.Encode());
            await cluster.Seed.WaitForAsync(refusal);
        }

        await SendAsync(cluster, [1, 2, 3]);
        await cluster.Seed.WaitForAsync("no frame");
        await ExpectRefusedRequestsAsync(cluster);
        await ExpectRefusedNodeAsync(cluster.Impostor(GuardedCluster.Attacker, GuardedCluster.Attacker, "guessed-secret"));
        await ExpectRefusedNodeAsync(cluster.Impostor("board-1", GuardedCluster.Attacker, cluster.PasswordOf(GuardedCluster.Attacker)));

        Assert.True(await start.ExitCodeAsync() == 0, start.Error);
        var local = await EdgeNasProcess.RunAsync(_search.Folder, "search", "run", _search.Spec, "--id", "tiny-1", "--plain", "--runs", _search.Runs("local"));
        Assert.True(local.ExitCode == 0, local.Error);
        using var export = cluster.Command("search", "export", "tiny-1", "--to", _search.Runs("exported"));
        Assert.True(await export.ExitCodeAsync() == 0, export.Error);
        SearchFiles.AssertSame(Path.Combine(_search.Runs("local"), "tiny-1"), _search.Runs("exported"));
        using var status = cluster.Command("cluster", "status");
        Assert.True(await status.ExitCodeAsync() == 0, status.Error);
        Assert.Contains("refused", status.Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without a token, with a wrong one, and with names that lead out of the store.</summary>
    private static async Task ExpectRefusedRequestsAsync(GuardedCluster cluster)
    {
        using var http = new HttpClient { BaseAddress = cluster.Artifacts };
        string some = $"artifacts/{new string('a', 64)}";
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(some)).StatusCode);
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {cluster.PasswordOf(GuardedCluster.Attacker)}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PutAsync(some, new ByteArrayContent([1]))).StatusCode);
        await cluster.Seed.WaitForAsync("no node has this token");
        http.DefaultRequestHeaders.Remove("Authorization");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer worker-1");
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("artifacts/..%2f..%2fjournal.db")).StatusCode);
        await cluster.Seed.WaitForAsync("an artifact's name is 64 lower-case hexadecimal digits");
    }

    private static async Task ExpectRefusedNodeAsync(EdgeNasProcess impostor)
    {
        using (impostor)
        {
            Assert.NotEqual(0, await impostor.ExitCodeAsync());
            Assert.Contains("can't be reached", impostor.Error);
            Assert.DoesNotContain("guessed-secret", impostor.Error);
            Assert.DoesNotContain("   at ", impostor.Error);
        }
    }

    private static Frame Message(string origin, string recipient, string manifest, string json, string sender = "/user/profiler/simulated") =>
        new(origin, 7, recipient, sender, ProtocolSerializer.Id, manifest, Encoding.UTF8.GetBytes(json));

    private static async Task SendAsync(GuardedCluster cluster, byte[] body)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = cluster.Broker.Port, UserName = GuardedCluster.Attacker, Password = cluster.PasswordOf(GuardedCluster.Attacker) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync("edgenas.seeds", "edgenas@seeds:0", mandatory: true, new BasicProperties { UserId = GuardedCluster.Attacker }, body);
    }
}

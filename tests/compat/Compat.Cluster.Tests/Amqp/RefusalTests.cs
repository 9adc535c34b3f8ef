using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Wire;
using RabbitMQ.Client;

namespace Compat.Cluster.Tests.Amqp;

/// <summary>What a node doesn't send and doesn't take; nothing else is disturbed by it.</summary>
[Trait("Engine", "Compat")]
public sealed class RefusalTests(Engine engine) : Nodes(engine)
{
    [EngineFact]
    public async Task Receive_MalformedFrames_AreRefusedEachAloneAndReported()
    {
        var system = Start("remote");
        var errors = new Inbox(system);
        system.EventStream.Subscribe(errors.Ref, typeof(RemotingErrorEvent));
        var inbox = new Inbox(system);
        string origin = "akka.amqp://nodes@127.0.0.1:1", recipient = inbox.Ref.Path.ToStringWithoutAddress();
        byte[] letter = new LetterSerializer((ExtendedActorSystem)system).ToBinary(new Letter(1, "fine"));
        byte[] nested = [];
        for (int depth = 0; depth < 200; depth++) nested = new WireWriter().Int32(16).Text("SS").Bytes(nested).ToArray();
        byte[][] bad =
        [
            [],
            [1, 2, 3],
            new byte[50_000],
            new Frame(origin, 1, recipient, "", 4711, "letter.v2", letter).Encode(),
            new Frame(origin, 1, recipient, "", 99_999, "letter.v1", letter).Encode(),
            new Frame(origin, 1, recipient, "", 4711, "letter.v1", [0xFF, 0xFE]).Encode(),
            new Frame(origin, 1, recipient, "", 16, "SS", nested).Encode(),
            new Frame(origin, 1, recipient, "", 16, typeof(System.Diagnostics.Process).AssemblyQualifiedName!, []).Encode(),
            new Frame(origin, 1, recipient, "", 4711, "letter.v1", new byte[200_000]).Encode(),
        ];

        foreach (byte[] frame in bad) await PublishAsync(system, frame);
        await PublishAsync(system, new Frame(origin, 1, recipient, "", 4711, "letter.v1", letter).Encode());

        Assert.Equal(new Letter(1, "fine"), (await inbox.NextAsync()).Message);
        foreach (byte[] _ in bad) await errors.ExpectAsync<RemotingErrorEvent>();
    }

    [EngineFact]
    public async Task Send_MessageOverTheLimitOrWithoutSerializer_IsADeadLetterAndTheNextArrives()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var inbox = new Inbox(there);
        var target = Seen(inbox.Ref, there, here);
        var letters = new Inbox(here);
        here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));

        target.Tell(new string('x', 200_000), ActorRefs.NoSender);
        target.Tell(new Unbound(() => { }), ActorRefs.NoSender);
        target.Tell("small", ActorRefs.NoSender);

        Assert.Equal(200_000, Assert.IsType<string>((await letters.ExpectAsync<DeadLetter>()).Message).Length);
        Assert.IsType<Unbound>((await letters.ExpectAsync<DeadLetter>()).Message);
        Assert.Equal("small", (await inbox.NextAsync()).Message);
    }

    [EngineFact]
    public async Task Send_NodeThatIsGone_ComesBackAsADeadLetter()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var target = Seen(new Inbox(there).Ref, there, here);
        await there.Terminate();
        var letters = new Inbox(here);
        here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));

        target.Tell(new Letter(5, "lost"), ActorRefs.NoSender);

        var letter = await letters.ExpectAsync<DeadLetter>();
        Assert.Equal(new Letter(5, "lost"), letter.Message);
        Assert.Equal(target.Path, letter.Recipient.Path);
    }

    [EngineFact]
    [Trait("Speed", "Slow")]
    public async Task Send_DuringABrokerRestart_IsLostOrArrivesInOrderAndTheNodesGoOn()
    {
        var (here, there) = (Start("remote"), Start("remote"));
        var echo = Seen(there.ActorOf(Props.Create(() => new Echo()), "echo"), there, here);
        Assert.Equal("before", await echo.Ask<string>("before", Patience));

        await Engine.Broker.RestartAsync();

        await Until(() => echo.Ask<string>("after", TimeSpan.FromSeconds(1)).ContinueWith(answer => answer.IsCompletedSuccessfully).Result, "both nodes are connected again", TimeSpan.FromSeconds(30));
    }

    private async Task PublishAsync(ActorSystem to, byte[] body)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = Engine.Broker.Port };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync($"{Prefix}.nodes", AddressOf(to).HostPort(), body);
    }
}

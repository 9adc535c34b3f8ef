using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;

namespace Compat.Akka.Tests.Actor;

/// <summary>A system for one test, silent on the console, with a mailbox that the test reads.</summary>
public abstract class SystemFixture : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<(object Message, IActorRef Sender)> _inbox = Channel.CreateUnbounded<(object, IActorRef)>();

    protected SystemFixture(string config = "") =>
        Sys = ActorSystem.Create("test", ConfigurationFactory.ParseString(config).WithFallback("akka.loglevel = OFF\nakka.stdout-loglevel = OFF"));

    protected ActorSystem Sys { get; }

    /// <summary>An actor that hands all it gets to the test.</summary>
    protected IActorRef Inbox { get; private set; } = null!;

    public Task InitializeAsync()
    {
        var writer = _inbox.Writer;
        Inbox = Sys.ActorOf(Props.Create(() => new InboxActor(writer)), "inbox");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Sys.Terminate().WaitAsync(Patience);

    protected async Task<object> Next() => (await Receive()).Message;

    protected async Task<T> Next<T>() => Assert.IsType<T>(await Next(), exactMatch: false);

    protected async Task<(object Message, IActorRef Sender)> Receive()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _inbox.Reader.ReadAsync(limit.Token);
    }

    /// <summary>The next messages are these, in this order.</summary>
    protected async Task ExpectNext(params object[] messages)
    {
        foreach (object message in messages) Assert.Equal(message, await Next());
    }

    /// <summary>Nothing has arrived at the inbox by the time that a message sent there now does.</summary>
    protected async Task ExpectNothing()
    {
        var end = new object();
        Inbox.Tell(end);
        Assert.Same(end, await Next());
    }

    private sealed class InboxActor(ChannelWriter<(object, IActorRef)> writer) : UntypedActor
    {
        protected override void OnReceive(object message) => writer.TryWrite((message, Sender));
    }
}

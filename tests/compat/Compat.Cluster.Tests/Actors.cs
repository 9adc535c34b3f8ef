using System.Threading.Channels;
using Akka.Actor;

namespace Compat.Cluster.Tests;

/// <summary>Keeps what it gets, for a test to read one after the other.</summary>
public sealed class Inbox
{
    private readonly Channel<(object Message, IActorRef Sender)> _messages = Channel.CreateUnbounded<(object, IActorRef)>();

    public Inbox(ActorSystem system, string? name = null) => Ref = system.ActorOf(Props.Create(() => new Keeper(_messages.Writer)), name);

    public IActorRef Ref { get; }

    public async Task<(object Message, IActorRef Sender)> NextAsync(TimeSpan? patience = null)
    {
        try
        {
            return await _messages.Reader.ReadAsync().AsTask().WaitAsync(patience ?? Nodes.Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Ref} got nothing within {patience ?? Nodes.Patience}.");
        }
    }

    public async Task<T> ExpectAsync<T>(TimeSpan? patience = null) => Assert.IsType<T>((await NextAsync(patience)).Message);

    /// <summary>The next message that fits; others are dropped.</summary>
    public async Task<T> FishAsync<T>(Func<T, bool>? fits = null, TimeSpan? patience = null)
    {
        var deadline = DateTime.UtcNow + (patience ?? Nodes.Patience);
        while (true)
        {
            var left = deadline - DateTime.UtcNow;
            if ((await NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero)).Message is T found && (fits is null || fits(found))) return found;
        }
    }

    private sealed class Keeper : UntypedActor
    {
        private readonly ChannelWriter<(object, IActorRef)> _writer;

        public Keeper(ChannelWriter<(object, IActorRef)> writer) => _writer = writer;

        protected override void OnReceive(object message)
        {
            if (message is WatchThis watch) Context.Watch(watch.Actor);
            else if (message is UnwatchThis unwatch) Context.Unwatch(unwatch.Actor);
            else _writer.TryWrite((message, Sender));
        }
    }
}

public sealed record WatchThis(IActorRef Actor);

public sealed record UnwatchThis(IActorRef Actor);

/// <summary>Answers with what it got, and by whom it is answered.</summary>
public sealed class Echo : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Letter { ReplyTo: { } other } letter:
                other.Tell(letter with { ReplyTo = Self });
                break;
            case "fail":
                Sender.Tell(new Status.Failure(new InvalidOperationException("on purpose")));
                break;
            default:
                Sender.Tell(message);
                break;
        }
    }
}

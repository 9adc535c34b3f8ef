using Akka.Actor;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Akka.Remote.Amqp;

/// <summary>One connection to the broker, from when the node's mailbox is there until something fails.</summary>
internal sealed class AmqpSession : IAsyncDisposable
{
    private const int AcknowledgeEvery = 64;
    private const ushort ResourceLocked = 405;
    private const ushort NotFound = 404;
    private const ushort AccessRefused = 403;

    private readonly AmqpSettings _settings;
    private readonly AmqpNames _names;
    private readonly IAmqpReceiver _receiver;
    private readonly IConnection _connection;
    private readonly Unconfirmed _unconfirmed;
    private readonly CancellationTokenSource _ended = new();
    private readonly string? _user;
    private IChannel? _outgoing;
    private IChannel? _incoming;
    private int _handled;

    private AmqpSession(AmqpSettings settings, AmqpNames names, IAmqpReceiver receiver, IConnection connection, string user)
    {
        _settings = settings;
        _names = names;
        _receiver = receiver;
        _connection = connection;
        _user = user.Length == 0 ? null : user;
        _unconfirmed = new Unconfirmed(settings.SendWindow);
        connection.ConnectionShutdownAsync += EndAsync;
    }

    /// <summary>Why it ended; null while it lasts.</summary>
    public string? Reason { get; private set; }

    public int UnconfirmedFrames => _unconfirmed.Count;

    /// <exception cref="Exception">The broker can't be reached, refuses the node, or has its mailbox in use by another connection.</exception>
    public static async Task<AmqpSession> OpenAsync(AmqpSettings settings, AmqpNames names, Address node, IAmqpReceiver receiver, CancellationToken cancellation)
    {
        string user = settings.User.Length > 0 ? settings.User : settings.IsExternal ? settings.Tls!.CommonName : "guest";
        var factory = new ConnectionFactory
        {
            HostName = settings.Uri.Host,
            Port = settings.Port,
            VirtualHost = settings.VirtualHost,
            UserName = user,
            Password = settings.Password.Length == 0 && user == "guest" ? "guest" : settings.Password,
            RequestedHeartbeat = settings.Heartbeat,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
            ContinuationTimeout = TimeSpan.FromSeconds(10),
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            ClientProvidedName = node.ToString(),
        };
        if (settings.Tls is { } tls) factory.Ssl = tls.Option();
        if (settings.IsExternal) factory.AuthMechanisms = [new ExternalMechanismFactory()];
        var connection = await factory.CreateConnectionAsync(cancellation).ConfigureAwait(false);
        var session = new AmqpSession(settings, names, receiver, connection, user);
        try
        {
            await session.DeclareAsync(node, cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes what waits, in order, until the session ends or the outbox is closed and empty.</summary>
    public async Task PublishAsync(Outbox outbox, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
        while (await outbox.PeekAsync(either.Token).ConfigureAwait(false) is { } frame)
        {
            await _unconfirmed.WaitForRoomAsync(either.Token).ConfigureAwait(false);
            _unconfirmed.Add(frame);
            var properties = new BasicProperties { UserId = _user };

            // A frame counts as sent once it is written: what the connection's end cuts off may have arrived, and must not arrive twice.
            outbox.Remove();
            await _outgoing!.BasicPublishAsync(frame.Exchange, frame.Key, frame.Mandatory, properties, frame.Body, either.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the broker has confirmed what was published.</summary>
    public Task DrainAsync(CancellationToken cancellation) => _unconfirmed.WaitForAllAsync(cancellation);

    /// <summary>Notes why publishing has failed, unless the broker has given a reason.</summary>
    public void Fail(Exception error) => Reason ??= error.Message;

    /// <summary>Takes a lock that lasts as long as this session.</summary>
    /// <returns>False if another node has it.</returns>
    public async Task<bool> TryLockAsync(string queue, CancellationToken cancellation)
    {
        var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
                return true;
            }
            catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == ResourceLocked)
            {
                return false;
            }
        }
    }

    public async Task UnlockAsync(string queue, CancellationToken cancellation)
    {
        var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false)) await channel.QueueDeleteAsync(queue, cancellationToken: cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _unconfirmed.Dispose();
        _ended.Dispose();
    }

    private async Task DeclareAsync(Address node, CancellationToken cancellation)
    {
        await EnsureExchangesAsync([_names.Nodes, _names.Seeds, _names.News], cancellation).ConfigureAwait(false);
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        _outgoing = await _connection.CreateChannelAsync(confirmed, cancellation).ConfigureAwait(false);
        _outgoing.ChannelShutdownAsync += EndAsync;
        _outgoing.BasicAcksAsync += (_, ack) =>
        {
            _unconfirmed.Confirm(ack.DeliveryTag, ack.Multiple);
            return Task.CompletedTask;
        };
        _outgoing.BasicNacksAsync += (_, nack) =>
        {
            foreach (var frame in _unconfirmed.Confirm(nack.DeliveryTag, nack.Multiple)) _receiver.Refused(frame);
            return Task.CompletedTask;
        };
        _outgoing.BasicReturnAsync += (_, returned) =>
        {
            _receiver.Returned(returned.Exchange, returned.RoutingKey, returned.Body);
            return Task.CompletedTask;
        };

        _incoming = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        _incoming.ChannelShutdownAsync += EndAsync;
        string mailbox = _names.Mailbox(node), key = AmqpNames.Key(node);
        var bounds = new Dictionary<string, object?> { ["x-max-length-bytes"] = _settings.MailboxBytes, ["x-overflow"] = "reject-publish" };
        await _incoming.QueueDeclareAsync(mailbox, durable: false, exclusive: true, autoDelete: false, bounds, cancellationToken: cancellation).ConfigureAwait(false);
        await _incoming.QueueBindAsync(mailbox, _names.Nodes, key, cancellationToken: cancellation).ConfigureAwait(false);
        if (_settings.IsMember) await _incoming.QueueBindAsync(mailbox, _names.News, node.System, cancellationToken: cancellation).ConfigureAwait(false);
        if (_settings.IsSeed)
        {
            await _incoming.QueueBindAsync(mailbox, _names.Seeds, key, cancellationToken: cancellation).ConfigureAwait(false);
            await _incoming.QueueBindAsync(mailbox, _names.Seeds, AmqpNames.SeedsKey(node.System), cancellationToken: cancellation).ConfigureAwait(false);
        }

        await _incoming.BasicQosAsync(0, _settings.Prefetch, global: false, cancellation).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(_incoming);
        consumer.ReceivedAsync += ReceiveAsync;
        consumer.UnregisteredAsync += (_, _) => End("the mailbox was deleted");
        await _incoming.BasicConsumeAsync(mailbox, autoAck: false, consumer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Declares exchanges only where one is missing: a restricted user may not declare any. All on one channel, since a thousand nodes may come at once.</summary>
    private async Task EnsureExchangesAsync(string[] exchanges, CancellationToken cancellation)
    {
        var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            try
            {
                foreach (string exchange in exchanges) await channel.ExchangeDeclarePassiveAsync(exchange, cancellation).ConfigureAwait(false);
                return;
            }
            catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == NotFound)
            {
                // The broker has closed the channel.
            }
        }

        channel = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            foreach (string exchange in exchanges)
            {
                try
                {
                    await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
                }
                catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == AccessRefused)
                {
                    // What this node's user may not make, a seed makes when it starts.
                    throw new NoSeedYetException($"there is no exchange '{exchange}' yet; the first seed to start makes it");
                }
            }
        }
    }

    private async Task ReceiveAsync(object sender, BasicDeliverEventArgs delivery)
    {
        _receiver.Receive(delivery.Body, delivery.BasicProperties.UserId);

        // The prefetch is larger, so what stays unacknowledged for a while holds nothing up.
        if (++_handled % Math.Min(AcknowledgeEvery, (int)_settings.Prefetch) == 0)
            await _incoming!.BasicAckAsync(delivery.DeliveryTag, multiple: true, delivery.CancellationToken).ConfigureAwait(false);
    }

    private Task EndAsync(object sender, ShutdownEventArgs reason) => End(reason.ReplyText);

    private async Task End(string reason)
    {
        Reason ??= reason;
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The session was disposed of while its connection ended: nobody waits any more.
        }
    }
}

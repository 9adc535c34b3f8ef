namespace Akka.Remote.Amqp;

/// <summary>Who is told what comes from the broker. Calls come one after the other for frames; the others from any thread.</summary>
internal interface IAmqpReceiver
{
    /// <param name="user">Whom the broker knows the sender as; null where it didn't say.</param>
    void Receive(ReadOnlyMemory<byte> body, string? user);

    /// <summary>Nobody takes frames of that key.</summary>
    void Returned(string exchange, string key, ReadOnlyMemory<byte> body);

    /// <summary>The broker has refused it: a mailbox is full.</summary>
    void Refused(OutboundFrame frame);

    void Connected();

    /// <summary>What the node had on the broker is gone: its mailbox with what was in it, and its locks.</summary>
    void Disconnected();
}

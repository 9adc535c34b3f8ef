using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>Where a mailbox keeps what users sent. Many threads add, one at a time takes.</summary>
internal interface IMessageQueue
{
    bool HasMessages { get; }

    int Count { get; }

    /// <summary>False if the queue is full and stayed so for as long as it may make a sender wait.</summary>
    bool TryEnqueue(in Envelope envelope);

    bool TryDequeue(out Envelope envelope);
}

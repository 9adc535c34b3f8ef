using Akka.Event;
using Akka.Pattern;

namespace Akka.Persistence.Journal;

/// <summary>
/// Watches one replay for events that two incarnations of the actor wrote at the same time: an event that comes after one of a newer writer, or with a
/// lower number than one before. Holds back the last events, which a newer writer's may replace. Not thread safe.
/// </summary>
/// <param name="emit">Takes the events that are let through.</param>
internal sealed class ReplayFilter(ReplayFilterSettings settings, string persistenceId, ILoggingAdapter log, Action<IPersistentRepresentation> emit)
{
    private readonly Queue<IPersistentRepresentation> _window = [];
    private readonly Queue<string> _oldWriters = [];
    private string _writer = Persistent.Undefined;
    private long _number;

    /// <exception cref="IllegalStateException">The event has two writers, and the mode is <see cref="ReplayFilterMode.Fail"/>.</exception>
    public void Take(IPersistentRepresentation replayed)
    {
        if (settings.Debug && log.IsDebugEnabled)
            log.Debug("Replay of [{0}]: event [{1}] of writer [{2}]", persistenceId, replayed.SequenceNr, replayed.WriterGuid);

        if (replayed.WriterGuid == _writer) FromCurrentWriter(replayed);
        else if (_oldWriters.Contains(replayed.WriterGuid)) FromOldWriter(replayed);
        else FromNewWriter(replayed);
    }

    /// <summary>The replay is over: lets through what was held back.</summary>
    public void Finish()
    {
        while (_window.TryDequeue(out var held)) emit(held);
    }

    private void FromCurrentWriter(IPersistentRepresentation replayed)
    {
        if (replayed.SequenceNr >= _number) _number = replayed.SequenceNr;
        else if (!Tolerates(
            $"{Invalid(replayed)} its number should be at least {_number}, that of an event of the same writer that has been replayed. "
            + "Perhaps events were stored out of order, or two actors have the same persistence id?")) return;

        Hold(replayed);
    }

    private void FromOldWriter(IPersistentRepresentation replayed)
    {
        if (Tolerates(
            $"{Invalid(replayed)} there was already a newer writer [{_writer}], whose last event was [{_number}]. "
            + "Perhaps the old writer went on after the new one had started?")) Hold(replayed);
    }

    private void FromNewWriter(IPersistentRepresentation replayed)
    {
        if (_writer.Length > 0)
        {
            _oldWriters.Enqueue(_writer);
            if (_oldWriters.Count > settings.MaxOldWriters) _oldWriters.Dequeue();
        }

        _writer = replayed.WriterGuid;
        _number = replayed.SequenceNr;
        for (int count = _window.Count; count > 0; count--)
        {
            // Round once, so that those that stay keep their order.
            var held = _window.Dequeue();
            if (held.SequenceNr < replayed.SequenceNr || Tolerates(
                $"{Invalid(held)} the newer writer [{_writer}] has stored an event [{replayed.SequenceNr}]. "
                + "Perhaps the old writer went on after the new one had started?")) _window.Enqueue(held);
        }

        Hold(replayed);
    }

    private void Hold(IPersistentRepresentation replayed)
    {
        _window.Enqueue(replayed);
        if (_window.Count >= settings.WindowSize) emit(_window.Dequeue());
    }

    /// <returns>Whether the event is replayed all the same.</returns>
    private bool Tolerates(string found)
    {
        if (settings.Mode == ReplayFilterMode.Fail)
        {
            log.Error(found);
            throw new IllegalStateException(found);
        }

        log.Warning(found);
        return settings.Mode == ReplayFilterMode.Warn;
    }

    private string Invalid(IPersistentRepresentation representation) =>
        $"Invalid replayed event [{representation.SequenceNr}] of [{persistenceId}] by writer [{representation.WriterGuid}]:";
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Compat.Akka.Tests.Persistence;

/// <summary>A journal whose writes and replays wait until the test lets them go, and which counts its atomic writes.</summary>
public sealed class GatedJournal : MemoryJournal
{
    public const string Hocon =
        """
        akka.persistence.journal.plugin = "akka.persistence.journal.gated"
        akka.persistence.journal.gated {
          class = "Compat.Akka.Tests.Persistence.GatedJournal, Compat.Akka.Tests"
          plugin-dispatcher = "akka.actor.default-dispatcher"
        }
        """;

    private readonly JournalGate _gate = JournalGate.Of(Context.System.Name);

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
    }

#if JOURNALS_TAKE_TOKENS
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        await _gate.PassAsync($"replay {persistenceId}");
        return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr, cancellationToken);
    }

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        AtomicWrite[] writes = [.. messages];
        await PassAsync(writes);
        return await base.WriteMessagesAsync(writes, cancellationToken);
    }
#else
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        await _gate.PassAsync($"replay {persistenceId}");
        return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);
    }

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        AtomicWrite[] writes = [.. messages];
        await PassAsync(writes);
        return await base.WriteMessagesAsync(writes);
    }
#endif

    private Task PassAsync(AtomicWrite[] writes) => _gate.PassAsync($"write {writes[0].PersistenceId} {string.Join('|', writes.Select(write => write.Size))}");
}

/// <summary>Where the requests of one system's journal wait. A gate that isn't shut lets all pass.</summary>
public sealed class JournalGate
{
    private static readonly ConcurrentDictionary<string, JournalGate> s_gates = new();

    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private bool _shut;
    private IActorRef _observer = ActorRefs.Nobody;

    public static JournalGate Of(string system) => s_gates.GetOrAdd(system, static _ => new JournalGate());

    /// <summary>From here on, requests are told to the observer and wait.</summary>
    public void Shut(IActorRef observer)
    {
        lock (_lock)
        {
            _shut = true;
            _observer = observer;
        }
    }

    /// <summary>Lets all that wait go on, and all that come.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _shut = false;
            foreach (var waiting in _waiting) waiting.SetResult();
            _waiting.Clear();
        }
    }

    /// <summary>Lets those go on that wait now.</summary>
    public void Release()
    {
        lock (_lock)
        {
            foreach (var waiting in _waiting) waiting.SetResult();
            _waiting.Clear();
        }
    }

    public Task PassAsync(string request)
    {
        lock (_lock)
        {
            if (!_shut) return Task.CompletedTask;
            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(waiting);
            _observer.Tell(request, ActorRefs.NoSender);
            return waiting.Task;
        }
    }
}

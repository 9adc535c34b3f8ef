using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using EdgeNas.Actors.Node;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Searches;

/// <summary>
/// Knows all searches and which of them are meant to run; parent of one <see cref="SearchActor"/> each. Restarted by the user guardian; its list is in the journal.
/// Told to resume by itself, it starts every search that was running when the node went down, and those whose journal failed when it may be back.
/// </summary>
public sealed class SearchManager : ReceivePersistentActor, IWithTimers
{
    private static readonly TimeSpan JournalPause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<SearchId, Standing> _searches = [];
    private readonly Dictionary<SearchId, string> _stopReasons = [];
    private readonly HashSet<SearchId> _live = [];
    private readonly Dictionary<SearchId, HashSet<IActorRef>> _subscribers = [];
    private readonly Func<SearchId, Props> _searchProps;
    private readonly bool _autoResume;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public SearchManager(Func<SearchId, Props> searchProps, bool autoResume)
    {
        _searchProps = searchProps;
        _autoResume = autoResume;
        Recover<ManagerEvent>(Apply);
        Command<StartSearch>(Start);
        Command<ResumeSearch>(Resume);
        Command<SuspendSearch>(Suspend);
        Command<CancelSearch>(cancel => WithKnown(cancel, () => Child(cancel.Search).Forward(cancel)));
        Command<WatchSearch>(Watch);
        Command<AskStanding>(ask => WithKnown(ask, () => Sender.Tell(new SearchStanding(
            ask.Search, _searches[ask.Search], _searches[ask.Search] == Standing.Stopped ? _stopReasons[ask.Search] : null))));
        Command<Terminated>(gone => Unsubscribe(gone.ActorRef));
        Command<SearchCameToHalt>(Halted);
        Command<TryAgain>(again => Child(again.Search));
        Command<SearchCameToEnd>(ended => Persist(new SearchClosed(ended.Search), Apply));
        Command<SearchRecovered>(Recovered);
        Command<SearchPublication>(Publish);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public override string PersistenceId => "searches";

    public static Props Props(Func<SearchId, Props> searchProps, bool autoResume) => Akka.Actor.Props.Create(() => new SearchManager(searchProps, autoResume));

    /// <summary>A child that fails has lost nothing: what it knew is in the journal.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(3, TimeSpan.FromMinutes(1), _ => Directive.Restart);

    protected override void OnReplaySuccess()
    {
        if (!_autoResume) return;
        foreach (var (search, _) in _searches.Where(pair => pair.Value == Standing.Running))
        {
            _live.Add(search);
            Child(search);
        }
    }

    private void Halted(SearchCameToHalt halted)
    {
        if (_autoResume && halted.JournalFailed)
        {
            // A database comes back by itself or by somebody's hand; nobody should have to resume each search then.
            _log.Warning("{0} It is tried again in {1} s.", halted.Reason, JournalPause.TotalSeconds);
            Timers.StartSingleTimer(halted.Search, new TryAgain(halted.Search), JournalPause);
            return;
        }

        Persist(new SearchStopped(halted.Search, halted.Reason), stored =>
        {
            Apply(stored);
            Publish(new SearchPublication(stored.Search, new SearchHalted(stored.Reason)));
        });
    }

    /// <summary>A search that was at work goes on at once when its actor has recovered, be it after a restart of the actor or of the node.</summary>
    private void Recovered(SearchRecovered recovered)
    {
        if (_live.Contains(recovered.Search) && _searches[recovered.Search] == Standing.Running) Sender.Tell(new ResumeSearch(recovered.Search), ActorRefs.NoSender);
    }

    private void Start(StartSearch start)
    {
        if (_searches.ContainsKey(start.Search))
        {
            Sender.Tell(new SearchRejected(start.Search, "exists", $"A search {start.Search} exists already: resume it, or choose another id."));
            return;
        }

        Persist(new SearchRegistered(start.Search), stored =>
        {
            Apply(stored);
            _live.Add(stored.Search);
            Child(start.Search).Forward(start);
        });
    }

    private void Resume(ResumeSearch resume) => WithKnown(resume, () =>
    {
        _live.Add(resume.Search);
        if (_searches[resume.Search] == Standing.Running)
        {
            Child(resume.Search).Forward(resume);
            return;
        }

        Persist(new SearchReleased(resume.Search), stored =>
        {
            Apply(stored);
            Child(resume.Search).Forward(resume);
        });
    });

    private void Suspend(SuspendSearch suspend) => WithKnown(suspend, () => Persist(new SearchSuspended(suspend.Search), stored =>
    {
        Apply(stored);
        Child(suspend.Search).Forward(suspend);
    }));

    private void Watch(WatchSearch watch) => WithKnown(watch, () =>
    {
        Context.Watch(watch.Subscriber);
        if (!_subscribers.TryGetValue(watch.Search, out var subscribers)) _subscribers[watch.Search] = subscribers = [];
        subscribers.Add(watch.Subscriber);
        Child(watch.Search).Forward(watch);
        if (_searches[watch.Search] == Standing.Stopped) watch.Subscriber.Tell(new SearchHalted(_stopReasons[watch.Search]));
    });

    private void WithKnown(ISearchMessage message, Action action)
    {
        if (!_searches.TryGetValue(message.Search, out var standing))
        {
            Sender.Tell(new SearchRejected(message.Search, "unknown", $"There is no search {message.Search}: `edgenas search list` shows those that there are."));
        }
        else if (standing == Standing.Closed && message is not (WatchSearch or AskStanding))
        {
            Sender.Tell(new SearchRejected(message.Search, "ended", $"Search {message.Search} has ended: `edgenas search status {message.Search}` shows how."));
        }
        else
        {
            action();
        }
    }

    private void Apply(ManagerEvent happened)
    {
        _searches[happened.Search] = happened switch
        {
            SearchRegistered or SearchReleased => Standing.Running,
            SearchSuspended => Standing.Suspended,
            SearchStopped => Standing.Stopped,
            SearchClosed => Standing.Closed,
            _ => throw new InvalidOperationException($"unknown event of the search manager: {happened.GetType().Name}"),
        };
        if (happened is SearchStopped stopped) _stopReasons[happened.Search] = stopped.Reason;
    }

    private void Publish(SearchPublication publication)
    {
        foreach (var subscriber in _subscribers.GetValueOrDefault(publication.Search) ?? []) subscriber.Tell(publication.Notice);
    }

    private void Unsubscribe(IActorRef gone)
    {
        foreach (var subscribers in _subscribers.Values) subscribers.Remove(gone);
        _log.Debug("{0} is gone", gone);
    }

    private IActorRef Child(SearchId search)
    {
        var child = Context.Child(search.Value);
        return child.IsNobody() ? Context.ActorOf(_searchProps(search), search.Value) : child;
    }

    private sealed record TryAgain(SearchId Search);
}

/// <summary>SearchActor → manager: pass this on to everyone who watches the search.</summary>
internal sealed record SearchPublication(SearchId Search, SearchNotice Notice);

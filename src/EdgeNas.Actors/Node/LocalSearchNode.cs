using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using EdgeNas.Actors.Jobs;
using EdgeNas.Actors.Protocol;
using EdgeNas.Actors.Searches;
using EdgeNas.Actors.Workers;
using EdgeNas.Domain;
using EdgeNas.Domain.Searches;

namespace EdgeNas.Actors.Node;

/// <summary>Seed, worker and profiler in one process, on Akka's local provider. Dispose it to stop all actors; searches stay resumable.</summary>
public sealed class LocalSearchNode : ISearchNode
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ActorSystem _system;
    private readonly IActorRef _searches;

    private LocalSearchNode(ActorSystem system, IActorRef searches)
    {
        _system = system;
        _searches = searches;
    }

    /// <param name="config">The node's actor settings, with the journal's connection string.</param>
    /// <param name="devices">Names of the devices that this machine profiles on.</param>
    public static LocalSearchNode Start(Config config, IEnumerable<string> devices, WorkerResources resources, TimeProvider time)
    {
        var system = ActorSystem.Create("edgenas", config);
        var broker = system.ActorOf(JobBroker.Props(time, Lease), "jobs");
        system.ActorOf(WorkerSupervisor.Props(WorkerRole.OfWorker, broker, resources, WorkerBackoff.Default), "worker");
        system.ActorOf(WorkerSupervisor.Props([.. devices.Select(WorkerRole.Profiler)], broker, resources, WorkerBackoff.Default), "profiler");
        var searches = system.ActorOf(SearchManager.Props(id => SearchActor.Props(id, broker, time), autoResume: false), "searches");
        return new LocalSearchNode(system, searches);
    }

    public async Task<SearchId> StartAsync(SearchCreated created, CancellationToken cancellation)
    {
        await RequestAsync(new StartSearch(created), cancellation).ConfigureAwait(false);
        return created.Search;
    }

    public Task ResumeAsync(SearchId id, CancellationToken cancellation) => RequestAsync(new ResumeSearch(id), cancellation);

    public Task SuspendAsync(SearchId id, CancellationToken cancellation) => RequestAsync(new SuspendSearch(id), cancellation);

    public Task CancelAsync(SearchId id, CancellationToken cancellation) => RequestAsync(new CancelSearch(id), cancellation);

    public async IAsyncEnumerable<SearchNotice> Watch(SearchId id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var notices = Channel.CreateUnbounded<object>();
        var subscriber = _system.ActorOf(Props.Create(() => new Subscriber(notices.Writer)));
        try
        {
            _searches.Tell(new WatchSearch(id, subscriber), subscriber);
            await foreach (object notice in notices.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                if (notice is SearchRejected rejected) throw new EdgeNasException(rejected.Reason);
                yield return (SearchNotice)notice;
                if (notice is SearchHalted or SearchEnded) yield break;
            }
        }
        finally
        {
            _system.Stop(subscriber);
        }
    }

    public async ValueTask DisposeAsync() => await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);

    private async Task RequestAsync(ISearchMessage request, CancellationToken cancellation)
    {
        object answer;
        try
        {
            answer = await _searches.Ask<object>(request, AnswerTime, cancellation).ConfigureAwait(false);
        }
        catch (AskTimeoutException late)
        {
            throw new EdgeNasException(
                $"The search manager gave no answer about search {request.Search} within {AnswerTime.TotalSeconds:0} s: the journal may be locked or damaged; see the log lines above.", late);
        }

        if (answer is SearchRejected rejected) throw new EdgeNasException(rejected.Reason);
    }

    private sealed class Subscriber : ReceiveActor
    {
        public Subscriber(ChannelWriter<object> notices)
        {
            Receive<SearchNotice>(notice => notices.TryWrite(notice));
            Receive<SearchRejected>(rejected => notices.TryWrite(rejected));
        }
    }
}

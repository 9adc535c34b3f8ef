using Akka.Actor;
using EdgeNas.Actors.Protocol;
using EdgeNas.Domain;

namespace EdgeNas.Actors.Seeds;

/// <summary>
/// <c>/user/desk</c> of every seed: answers what any seed can answer, so that questions don't keep the leading one from its work. Holds no state; whoever gets no answer asks again.
/// </summary>
public sealed class SeedDesk : ReceiveActor
{
    public SeedDesk(ISearchArchive archive, Uri artifacts)
    {
        Receive<ListSearches>(_ => Answer(() => new SearchList(archive.List())));
        Receive<ReadEvents>(read => Answer(() => archive.Read(read.Search, read.After)));
        Receive<FindArtifacts>(_ => Sender.Tell(new ArtifactsAt(artifacts)));
    }

    /// <param name="artifacts">Address of this seed's artifact server.</param>
    public static Props Props(ISearchArchive archive, Uri artifacts) => Akka.Actor.Props.Create(() => new SeedDesk(archive, artifacts));

    /// <summary>Reads on another thread: a database may take its time.</summary>
    private void Answer(Func<object> read)
    {
        Task.Run(read).PipeTo(Sender, Self, failure: error => error is EdgeNasException expected
            ? new RequestRefused(expected.Message)
            : new RequestRefused($"The seed failed to answer ({error.GetType().Name}: {error.Message}); its log says more."));
    }
}

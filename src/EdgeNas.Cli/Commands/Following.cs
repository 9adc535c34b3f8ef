using EdgeNas.Domain;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Cluster;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary>Follows a search of a cluster until it ends, comes to a halt, is paused, or the user has seen enough.</summary>
internal static class Following
{
    /// <param name="cluster">The options that name the cluster, for what is said about other commands.</param>
    /// <exception cref="EdgeNasException">The search came to a halt, or no seed answers.</exception>
    public static async Task<int> RunAsync(ClusterSearches searches, SearchId id, SearchOutput output, string cluster)
    {
        using var interrupt = new Interrupt(null);
        var (state, activity) = await output.ShowAsync(view => new SearchFollower(searches, id, TimeProvider.System).RunAsync(view, interrupt.Token));
        if (activity.Halted is { } reason) throw new EdgeNasException($"{reason}{Environment.NewLine}Nothing is lost. Go on with: edgenas search resume {id} {cluster}");
        if (state.Completed) output.Result(state, $"edgenas search export {id} {cluster}");
        else output.Note($"{id}: {SearchResults.Phase(state)}{(state.Cancelled ? "" : activity.Working ? ", the cluster goes on with it" : $"; paused, go on with: edgenas search resume {id} {cluster}")}");
        return state.Cancelled ? ExitCodes.Failure : ExitCodes.Success;
    }
}

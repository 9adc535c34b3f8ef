using System.Collections.Immutable;
using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.Export;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;

namespace EdgeNas.Hosting.Nodes;

/// <summary>The code that does the jobs.</summary>
internal static class WorkHandlers
{
    /// <summary>Everything but measuring. Who asks for them disposes those that can be.</summary>
    /// <param name="datasets">Folder with one folder per data set.</param>
    public static ImmutableArray<IJobHandler> OfWorker(string datasets, TimeProvider time)
    {
        var folders = new DatasetFolders(datasets);
        var splits = new SplitsCache(folders);
        return
        [
            new TrainRoundHandler(splits, time),
            new TrainShardHandler(splits, time),
            new MergeShardsHandler(splits),
            new RegularizeHandler(splits),
            new ScoreHandler(splits),
            new TrainEpochHandler(splits, time),
            new FinishHandler(folders, splits),
            new FitEstimatorHandler(),
            new ProposeHandler(),
        ];
    }
}

using System.Text;
using System.Text.Json;
using EdgeNas.Domain.Artifacts;
using EdgeNas.Domain.Devices;
using EdgeNas.Domain.Jobs;
using EdgeNas.Domain.Searches;
using EdgeNas.Domain.Spaces;
using EdgeNas.Hosting.Runs;
using EdgeNas.Learning.Data;
using EdgeNas.Learning.Estimation;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;

namespace EdgeNas.Benchmarks.Studies;

/// <summary>
/// Does a study's jobs with a search's own handlers, each once: results are kept in a folder, under the hash of all that a job's result depends on. So a study that was interrupted goes on where it was,
/// and parts that several of its variants have in common are done once.
/// </summary>
internal sealed class StudyJobs : IDisposable
{
    private static readonly JsonSerializerOptions Keys = new(SearchEventJson.Options) { RespectNullableAnnotations = false };

    private readonly Dictionary<ArtifactId, string> _done = [];
    private readonly string _file;
    private readonly FileArtifactStore _artifacts;
    private readonly InputShape _input;
    private readonly IJobHandler[] _handlers;
    private readonly Action<string> _log;

    public StudyJobs(string folder, DatasetFolders folders, InputShape input, Action<string> log)
    {
        Directory.CreateDirectory(folder);
        (_file, _artifacts, _input, _log) = (Path.Combine(folder, "done.txt"), new FileArtifactStore(Path.Combine(folder, "artifacts")), input, log);
        var data = new SplitsCache(folders);
        _handlers =
        [
            new FitEstimatorHandler(), new TrainEpochHandler(data, TimeProvider.System), new TrainShardHandler(data, TimeProvider.System), new RegularizeHandler(data), new ScoreHandler(data),
        ];
        // A last line that was cut off by a kill isn't a result.
        foreach (string line in File.Exists(_file) ? File.ReadAllText(_file).Split('\n')[..^1] : [])
        {
            if (line.Split('\t') is [var key, _, var result] && ArtifactId.Parse(key) is { } id) _done[id] = result;
        }
    }

    /// <param name="search">Tells apart what must not share a loaded supernet, since scoring with recalibration changes its statistics.</param>
    public TResult Do<TResult>(SearchSpec spec, Job job, string search = "study")
        where TResult : JobResult
    {
        // What a network trained alone and a supernet don't look at, so that one budget can be changed without doing the other's jobs again.
        var seen = job is TrainEpochJob ? spec with { Supernet = null!, Regularization = null!, Explore = null!, Estimator = null! } : spec with { Train = null! };
        string text = JsonSerializer.Serialize(seen, Keys) + JsonSerializer.Serialize(job, job.GetType(), SearchEventJson.Options);
        var key = ArtifactId.Of(Encoding.UTF8.GetBytes(text));
        if (!_done.TryGetValue(key, out string? result))
        {
            var environment = new JobEnvironment(new SearchContext(new SearchId(search), spec, _input), _artifacts, new MachineGate(), _ => { });
            result = JsonSerializer.Serialize((TResult)_handlers.Single(handler => handler.CanHandle(job)).Handle(job, environment, CancellationToken.None), SearchEventJson.Options);
            File.AppendAllText(_file, $"{key}\t{job.Id}\t{result}\n");
            _done[key] = result;
            _log(job.Id);
        }

        return JsonSerializer.Deserialize<TResult>(result, SearchEventJson.Options)!;
    }

    public void Dispose()
    {
        foreach (var handler in _handlers.OfType<IDisposable>()) handler.Dispose();
    }
}

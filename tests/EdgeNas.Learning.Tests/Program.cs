using EdgeNas.Domain.Jobs;
using EdgeNas.Learning.Supernets;
using EdgeNas.Learning.Training;

namespace EdgeNas.Learning.Tests;

/// <summary>
/// Trains a little in a process of its own and prints the checkpoints' names, for the test that compares processes: <c>dotnet EdgeNas.Learning.Tests.dll</c>.
/// </summary>
internal static class Program
{
    public static void Main() => Console.WriteLine(Train());

    /// <summary>Checkpoints of two supernet rounds and of one epoch of a network.</summary>
    public static string Train()
    {
        using var search = new SmallSearch();
        using var rounds = new TrainRoundHandler(search.Data(), TimeProvider.System);
        using var epochs = new TrainEpochHandler(search.Data(), TimeProvider.System);
        var active = search.Spec.Space.AllChoices();
        var first = (RoundTrained)rounds.Handle(new TrainRoundJob("r0", 0, null, active), search.Environment, CancellationToken.None);
        var second = (RoundTrained)rounds.Handle(new TrainRoundJob("r1", 1, first.Checkpoint, active), search.Environment, CancellationToken.None);
        var epoch = (EpochTrained)epochs.Handle(
            new TrainEpochJob("e", "winner", new NetworkRef(null, 0.5), 0, null), search.Environment, CancellationToken.None);
        return $"{first.Checkpoint} {second.Checkpoint} {epoch.Checkpoint}";
    }
}

using System.CommandLine;

namespace EdgeNas.Cli.Commands;

/// <summary><c>edgenas estimator …</c>: latency models on tables that somebody measured.</summary>
internal static class EstimatorCommands
{
    public static Command Create() => new("estimator", "Fit, judge and compare latency models on a table of measurements.")
    {
        EstimatorFitCommand.Create(),
        EstimatorEvaluateCommand.Create(),
        EstimatorCompareCommand.Create(),
        EstimatorActiveCommand.Create(),
    };
}

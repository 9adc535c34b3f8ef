namespace EdgeNas.ActorBenchmarks;

/// <summary>One figure.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Value">Median of the timed runs.</param>
/// <param name="Unit">Such as <c>messages/s</c>.</param>
/// <param name="MoreIsBetter">False for times and bytes.</param>
internal sealed record Line(string Name, double Value, string Unit, bool MoreIsBetter = true);

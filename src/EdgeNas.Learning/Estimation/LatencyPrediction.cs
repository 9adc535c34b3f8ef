namespace EdgeNas.Learning.Estimation;

/// <summary>A predicted latency, in milliseconds: the mean over the ensemble's members, and how unsure it is.</summary>
/// <param name="Deviation">Standard deviation over the members, scaled so that it matched the errors on held-out samples on the whole; 0 with one member.</param>
public readonly record struct LatencyPrediction(double Milliseconds, double Deviation);

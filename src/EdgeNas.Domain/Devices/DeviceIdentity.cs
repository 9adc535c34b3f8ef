namespace EdgeNas.Domain.Devices;

/// <summary>
/// What a latency was measured on. A latency without these is meaningless, and latencies of different identities are never mixed.
/// </summary>
/// <param name="Device">Name of the device in the configuration, such as <c>local-cpu</c>.</param>
/// <param name="Hardware">Processor or board, as it names itself.</param>
/// <param name="PowerMode">Power mode, frequency governor, or <c>unknown</c>.</param>
/// <param name="Runtime">Inference runtime with version.</param>
/// <param name="Precision">Such as <c>fp32</c>.</param>
/// <param name="Batch">Images per inference.</param>
/// <param name="Threads">Threads of one inference.</param>
public sealed record DeviceIdentity(string Device, string Hardware, string PowerMode, string Runtime, string Precision, int Batch, int Threads);

namespace Compat.Cluster.Tests.Amqp;

/// <summary>A node in a process of its own.</summary>
internal static class NodeProcess
{
    public const string Verb = "node";

    public static Task RunAsync(string[] arguments) => throw new NotSupportedException(string.Join(' ', arguments));
}

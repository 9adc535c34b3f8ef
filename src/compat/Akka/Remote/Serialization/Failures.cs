using Akka.Actor;
using Akka.Remote.Wire;

namespace Akka.Remote.Serialization;

/// <summary>Why a request failed, as text: only exceptions of the list below are built again, others become one that names them.</summary>
internal static class Failures
{
    private static readonly Dictionary<string, Func<string, Exception>> Known = new(StringComparer.Ordinal)
    {
        [typeof(ArgumentException).FullName!] = static text => new ArgumentException(text),
        [typeof(AskTimeoutException).FullName!] = static text => new AskTimeoutException(text),
        [typeof(FileNotFoundException).FullName!] = static text => new FileNotFoundException(text),
        [typeof(InvalidDataException).FullName!] = static text => new InvalidDataException(text),
        [typeof(InvalidOperationException).FullName!] = static text => new InvalidOperationException(text),
        [typeof(IOException).FullName!] = static text => new IOException(text),
        [typeof(NotSupportedException).FullName!] = static text => new NotSupportedException(text),
        [typeof(OperationCanceledException).FullName!] = static text => new OperationCanceledException(text),
        [typeof(TaskCanceledException).FullName!] = static text => new TaskCanceledException(text),
        [typeof(TimeoutException).FullName!] = static text => new TimeoutException(text),
        [typeof(UnauthorizedAccessException).FullName!] = static text => new UnauthorizedAccessException(text),
    };

    public static WireWriter Write(WireWriter writer, Exception? cause) => writer.Text(cause?.GetType().FullName ?? "").Text(cause?.Message ?? "");

    public static Exception Read(WireReader reader)
    {
        string type = reader.Text(), text = reader.Text();
        if (type.Length == 0) return null!;
        return Known.TryGetValue(type, out var build) ? build(text) : new InvalidOperationException($"{type}: {text}");
    }
}

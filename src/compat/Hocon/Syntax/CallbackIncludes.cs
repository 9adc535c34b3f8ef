namespace Hocon.Syntax;

internal sealed class CallbackIncludes(HoconIncludeCallbackAsync callback) : IIncludeSource
{
    public bool Supports(HoconCallbackType type) => true;

    // Parsing is synchronous in the public interface, so the callback is waited for.
    public (string Text, string Name)? Open(HoconCallbackType type, string name, string? from) =>
        callback(type, name).GetAwaiter().GetResult() is { Length: > 0 } text ? (text, name) : null;
}

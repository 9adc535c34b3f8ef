namespace Hocon.Syntax;

/// <summary>For texts from anywhere, which must not make this process read files: includes find nothing.</summary>
internal sealed class NoIncludes : IIncludeSource
{
    public bool Supports(HoconCallbackType type) => true;

    public (string Text, string Name)? Open(HoconCallbackType type, string name, string? from) => null;
}

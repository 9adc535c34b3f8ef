namespace Hocon;

/// <summary>What an <c>include</c> names: <c>"x"</c> and <c>file("x")</c>, <c>url("x")</c>, or <c>classpath("x")</c>.</summary>
public enum HoconCallbackType
{
    File,
    Url,
    Resource,
}

namespace Akka.Configuration.Hocon;

/// <summary>Reads HOCON documents, such as the ones that an <c>include</c> asks for.</summary>
public class Parser
{
    /// <inheritdoc cref="ConfigurationFactory.ParseString(string, Func{string, HoconRoot})"/>
    public static HoconRoot Parse(string text, Func<string, HoconRoot>? includeCallback) =>
        new(ConfigurationFactory.ParseString(text, includeCallback).Root);
}

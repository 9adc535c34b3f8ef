namespace EdgeNas.Cli.Views;

/// <summary>One line on standard error that is written over, where that is a terminal; elsewhere nothing.</summary>
internal static class ProgressLine
{
    public static void Show(string text)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r\e[K{text}");
    }

    public static void Clear()
    {
        if (!Console.IsErrorRedirected) Console.Error.Write("\r\e[K");
    }
}

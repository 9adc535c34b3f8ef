namespace EdgeNas.Cli;

internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>Command line or settings are wrong.</summary>
    public const int Configuration = 2;

    /// <summary>The cluster gave this node up: whoever watches over the process should start it again (EX_TEMPFAIL).</summary>
    public const int Removed = 75;

    /// <summary>Paused by the user, as shells report an interrupt.</summary>
    public const int Paused = 130;

    /// <summary>What an exception carries where the reader of a pipe has gone (EPIPE).</summary>
    public const int BrokenPipe = 32;
}

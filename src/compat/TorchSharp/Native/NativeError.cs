using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Turns a failed native call into an exception.</summary>
internal static class NativeError
{
    private const int OutOfMemory = 2;

    /// <summary>Throws unless the native status is 0.</summary>
    public static void Check(int status)
    {
        if (status != 0) throw Last();
    }

    /// <summary>Throws if a native count is negative.</summary>
    public static long CheckCount(long count) => count >= 0 ? count : throw Last();

    /// <summary>The exception for the last failure on this thread.</summary>
    public static unsafe Exception Last()
    {
        string message = Marshal.PtrToStringUTF8(NativeLibtorch.ent_last_error(out int kind)) ?? "";
        return kind == OutOfMemory ? new OutOfMemoryException(message) : new ExternalException(message);
    }
}

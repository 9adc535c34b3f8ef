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

    /// <summary>The exception for the last failure on this thread: libtorch's first line, then the operator and the shapes that it was given.</summary>
    public static unsafe Exception Last(string? operation = null, params ReadOnlySpan<torch.Tensor?> inputs)
    {
        string message = Marshal.PtrToStringUTF8(NativeLibtorch.ent_last_error(out int kind)) ?? "";
        int end = message.IndexOf('\n', StringComparison.Ordinal);
        if (end >= 0) message = message[..end];
        if (operation is not null) message += $" [{operation}({string.Join(", ", inputs.ToArray().OfType<torch.Tensor>().Select(Description))})]";
        return kind == OutOfMemory ? new OutOfMemoryException(message) : new ExternalException(message);
    }

    private static string Description(torch.Tensor tensor) => tensor.IsInvalid ? "disposed" : $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}

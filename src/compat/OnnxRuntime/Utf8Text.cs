using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Text as the C API takes it.</summary>
internal static class Utf8Text
{
    public static byte[] ZeroTerminated(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}

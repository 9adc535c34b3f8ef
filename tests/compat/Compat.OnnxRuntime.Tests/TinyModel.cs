using System.Text;

namespace Compat.OnnxRuntime.Tests;

/// <summary>
/// The bytes of a model <c>Y = X · W</c> with X <c>[batch, 2]</c> and W <c>[[1, 2, 3], [4, 5, 6]]</c>, written field by field in protobuf's wire format,
/// so that these tests need no ONNX library.
/// </summary>
internal static class TinyModel
{
    public static byte[] Bytes()
    {
        byte[] weights = Message(
            Number(1, 2), Number(1, 3), Number(2, 1), Text(8, "W"), Block(9, [.. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)]));
        byte[] node = Message(Text(1, "X"), Text(1, "W"), Text(2, "Y"), Text(4, "MatMul"));
        byte[] graph = Message(Block(1, node), Text(2, "tiny"), Block(5, weights), Block(11, ValueInfo("X", 2)), Block(12, ValueInfo("Y", 3)));
        return Message(Number(1, 8), Block(7, graph), Block(8, Message(Number(2, 17))));
    }

    private static byte[] ValueInfo(string name, int columns)
    {
        byte[] shape = Message(Block(1, Text(2, "batch")), Block(1, Number(1, columns)));
        return Message(Text(1, name), Block(2, Block(1, Message(Number(1, 1), Block(2, shape)))));
    }

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Number(int field, int value) => [(byte)(field << 3), (byte)value];

    private static byte[] Text(int field, string text) => Block(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Block(int field, byte[] content)
    {
        // All blocks here are below 2^14 bytes: one or two bytes of length.
        byte[] length = content.Length < 128 ? [(byte)content.Length] : [(byte)(content.Length | 0x80), (byte)(content.Length >> 7)];
        return [(byte)((field << 3) | 2), .. length, .. content];
    }
}

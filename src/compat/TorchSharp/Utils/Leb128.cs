namespace TorchSharp.Utils;

/// <summary>Little-endian base 128: seven bits per byte, low bits first, the top bit says that more follow.</summary>
internal static class Leb128
{
    public static void Write(BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        do
        {
            byte low = (byte)(value & 0x7F);
            value >>= 7;
            writer.Write(value == 0 ? low : (byte)(low | 0x80));
        }
        while (value != 0);
    }

    /// <exception cref="InvalidDataException">More bytes than a 64-bit number has.</exception>
    public static long Read(BinaryReader reader)
    {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte next = reader.ReadByte();
            value |= (long)(next & 0x7F) << shift;
            if ((next & 0x80) == 0) return value;
        }

        throw new InvalidDataException("a number of more than 63 bits; this is no saved tensor or module");
    }
}

using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;

namespace Akka.Remote.Wire;

/// <summary>Reads what <see cref="WireWriter"/> writes. Nothing is built from a length that the bytes at hand don't bear out.</summary>
internal sealed class WireReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlyMemory<byte> _rest = bytes;

    public bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw Malformed($"{other} is no flag"),
    };

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A length or a number of items; each of them takes a byte at least.</summary>
    public int Count()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next >= 0x80) continue;
            return value <= _rest.Length ? (int)value : throw Malformed($"a length of {value} where {_rest.Length} bytes are left");
        }

        throw Malformed("a length without end");
    }

    public string Text()
    {
        var taken = Take(Count());
        try
        {
            return Strict.GetString(taken);
        }
        catch (ArgumentException error)
        {
            throw new SerializationException($"Malformed bytes: no UTF-8 ({error.Message}).", error);
        }
    }

    public byte[] Bytes() => Take(Count()).ToArray();

    public T[] All<T>(Func<WireReader, T> read)
    {
        var items = new T[Count()];
        for (int index = 0; index < items.Length; index++) items[index] = read(this);
        return items;
    }

    /// <exception cref="SerializationException">Something follows what was read.</exception>
    public void End()
    {
        if (!IsAtEnd) throw Malformed($"{_rest.Length} bytes too many");
    }

    public static SerializationException Malformed(string what) => new($"Malformed bytes: {what}.");

    public static SerializationException UnknownManifest(string manifest, Akka.Serialization.Serializer serializer) =>
        new($"{serializer.GetType().Name} knows no message named '{manifest}'.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length) throw Malformed($"{length} bytes wanted where {_rest.Length} are left");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken.Span;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNas.Domain;

namespace EdgeNas.Onnx.Safetensors;

/// <summary>
/// Named tensors in the safetensors format (https://github.com/huggingface/safetensors): eight bytes with the header's length, a JSON header, then the
/// elements, little-endian. Float32 and int64 tensors. Equal contents in equal order give equal bytes.
/// </summary>
/// <param name="Tensors">In the header's order.</param>
/// <param name="Metadata">Free text by key.</param>
public sealed record SafetensorsFile(ImmutableArray<NamedTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    private const int LengthBytes = 8;
    private const int Alignment = 8;

    public static SafetensorsFile Of(IEnumerable<NamedTensor> tensors) => new([.. tensors], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public SafetensorsFile With(string key, string text) => this with { Metadata = Metadata.SetItem(key, text) };

    /// <exception cref="EdgeNasException">Two tensors share a name, or a tensor's elements don't fill its shape.</exception>
    public byte[] ToBytes()
    {
        var offsets = Layout(out long dataBytes);
        byte[] header = Header(offsets);
        byte[] bytes = new byte[checked(LengthBytes + header.Length + dataBytes)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, LengthBytes);
        foreach (var tensor in Tensors) Bytes(tensor).CopyTo(bytes.AsSpan(checked((int)(LengthBytes + header.Length + offsets[tensor.Name]))));
        return bytes;
    }

    /// <param name="source">Where the bytes are from, for error messages.</param>
    /// <exception cref="EdgeNasException">The bytes are cut off or no valid file; the message says what is wrong.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string source) => new SafetensorsReader(bytes, source).Read();

    /// <summary>
    /// Where each tensor's elements begin. Int64 come first, so that every tensor is aligned to its element size, which other readers need; beyond that in order.
    /// </summary>
    private Dictionary<string, long> Layout(out long dataBytes)
    {
        var offsets = new Dictionary<string, long>();
        dataBytes = 0;
        foreach (var tensor in Tensors.OrderBy(tensor => tensor is not Int64Tensor))
        {
            if (!offsets.TryAdd(tensor.Name, dataBytes)) throw new EdgeNasException($"Two tensors are named '{tensor.Name}': names in a safetensors file differ.");
            int length = Bytes(tensor).Length;
            long needed = tensor.Count * (tensor is Int64Tensor ? sizeof(long) : sizeof(float));
            if (length != needed)
            {
                throw new EdgeNasException($"Tensor '{tensor.Name}' has {length} bytes, but its shape [{string.Join(", ", tensor.Shape)}] needs {needed}.");
            }

            dataBytes += length;
        }

        return offsets;
    }

    private byte[] Header(Dictionary<string, long> offsets)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (!Metadata.IsEmpty)
            {
                json.WriteStartObject(SafetensorsReader.MetadataKey);
                foreach (var (key, text) in Metadata) json.WriteString(key, text);
                json.WriteEndObject();
            }

            foreach (var tensor in Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor is Int64Tensor ? "I64" : "F32");
                json.WriteStartArray("shape");
                foreach (int dimension in tensor.Shape) json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offsets[tensor.Name]);
                json.WriteNumberValue(offsets[tensor.Name] + Bytes(tensor).Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (stream.Length % Alignment != 0) stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static ReadOnlySpan<byte> Bytes(NamedTensor tensor) => tensor switch
    {
        FloatTensor floats => MemoryMarshal.AsBytes(floats.Data.Span),
        Int64Tensor numbers => MemoryMarshal.AsBytes(numbers.Data.Span),
        _ => throw new ArgumentException($"unknown kind of tensor {tensor.GetType()}", nameof(tensor)),
    };
}

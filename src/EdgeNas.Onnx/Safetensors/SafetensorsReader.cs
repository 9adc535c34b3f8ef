using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNas.Domain;

namespace EdgeNas.Onnx.Safetensors;

/// <summary>Reads a safetensors file and trusts nothing in it: every length is checked before it is used.</summary>
internal sealed class SafetensorsReader(ReadOnlyMemory<byte> bytes, string source)
{
    public const string MetadataKey = "__metadata__";

    private const int LengthBytes = 8;

    /// <summary>Bound of the format's reference reader.</summary>
    private const long MaximumHeaderBytes = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public SafetensorsFile Read()
    {
        if (bytes.Length < LengthBytes) throw Invalid($"it has {bytes.Length} bytes, but the header's length alone takes {LengthBytes}");
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (headerBytes > MaximumHeaderBytes) throw Invalid($"its header is said to have {headerBytes} bytes, more than the {MaximumHeaderBytes} allowed");
        if (headerBytes > (ulong)(bytes.Length - LengthBytes))
        {
            throw Invalid($"its header is said to have {headerBytes} bytes, but only {bytes.Length - LengthBytes} follow");
        }

        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(LengthBytes, (int)headerBytes), Strict);
            return Read(header.RootElement, bytes[(LengthBytes + (int)headerBytes)..]);
        }
        catch (JsonException error)
        {
            throw Invalid($"its header is no valid JSON ({error.Message})", error);
        }
    }

    private SafetensorsFile Read(JsonElement header, ReadOnlyMemory<byte> data)
    {
        if (header.ValueKind != JsonValueKind.Object) throw Invalid($"its header is a JSON {header.ValueKind}, not an object");
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var tensors = ImmutableArray.CreateBuilder<NamedTensor>();
        var ranges = new List<(long Begin, long End, string Name)>();
        foreach (var property in header.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                ReadMetadata(property.Value, metadata);
                continue;
            }

            var (tensor, begin, end) = ReadTensor(property.Name, property.Value, data);
            tensors.Add(tensor);
            ranges.Add((begin, end, property.Name));
        }

        CheckCoverage(ranges, data.Length);
        return new SafetensorsFile(tensors.ToImmutable(), metadata.ToImmutable());
    }

    private void ReadMetadata(JsonElement element, ImmutableSortedDictionary<string, string>.Builder metadata)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Invalid($"its {MetadataKey} is a JSON {element.ValueKind}, not an object");
        foreach (var entry in element.EnumerateObject())
        {
            metadata[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw Invalid($"{MetadataKey} '{entry.Name}' is a JSON {entry.Value.ValueKind}, not a text");
        }
    }

    private (NamedTensor Tensor, long Begin, long End) ReadTensor(string name, JsonElement element, ReadOnlyMemory<byte> data)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Invalid($"the entry of tensor '{name}' is a JSON {element.ValueKind}, not an object");
        string? type = element.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : null;
        int elementBytes = type switch
        {
            "F32" => sizeof(float),
            "I64" => sizeof(long),
            _ => throw Invalid($"tensor '{name}' has the dtype '{type ?? "(none)"}'; F32 and I64 are supported"),
        };

        long[] shape = Numbers(name, element, "shape"), offsets = Numbers(name, element, "data_offsets");
        long count = 1;
        foreach (long dimension in shape)
        {
            // Bounding each partial product keeps the multiplication below from overflowing.
            count = dimension <= int.MaxValue && count <= int.MaxValue ? count * dimension : long.MaxValue;
        }

        if (count > int.MaxValue) throw Invalid($"tensor '{name}' has the shape [{string.Join(", ", shape)}], more than this file can hold");
        if (offsets.Length != 2 || offsets[0] > offsets[1]) throw Invalid($"tensor '{name}' has the data_offsets [{string.Join(", ", offsets)}], not a begin and an end");
        if (offsets[1] > data.Length) throw Invalid($"tensor '{name}' ends at byte {offsets[1]} of the data, but the file has only {data.Length}: it was cut off");
        if (offsets[1] - offsets[0] != count * elementBytes)
        {
            throw Invalid($"tensor '{name}' has {offsets[1] - offsets[0]} bytes, but its shape [{string.Join(", ", shape)}] and dtype {type} need {count * elementBytes}");
        }

        var elements = data.Span[(int)offsets[0]..(int)offsets[1]];
        ImmutableArray<int> dimensions = [.. shape.Select(dimension => (int)dimension)];
        NamedTensor tensor = elementBytes == sizeof(float)
            ? new FloatTensor(name, dimensions, Copy<float>(elements))
            : new Int64Tensor(name, dimensions, Copy<long>(elements));
        return (tensor, offsets[0], offsets[1]);
    }

    private long[] Numbers(string name, JsonElement element, string property)
    {
        if (!element.TryGetProperty(property, out var array) || array.ValueKind != JsonValueKind.Array) throw Invalid($"tensor '{name}' has no list '{property}'");
        return [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) && value >= 0
            ? value
            : throw Invalid($"'{property}' of tensor '{name}' holds {item.GetRawText()}, not a whole number from 0 on"))];
    }

    /// <summary>The format has neither gaps nor overlaps: a file with bytes that no tensor owns was tampered with or written wrongly.</summary>
    private void CheckCoverage(List<(long Begin, long End, string Name)> ranges, int dataBytes)
    {
        long end = 0;
        foreach (var range in ranges.Order())
        {
            if (range.Begin != end) throw Invalid($"tensor '{range.Name}' begins at byte {range.Begin} of the data, where {end} was expected: there is a gap or an overlap");
            end = range.End;
        }

        if (end != dataBytes) throw Invalid($"its tensors end at byte {end} of the data, but it has {dataBytes}");
    }

    private static T[] Copy<T>(ReadOnlySpan<byte> elements)
        where T : unmanaged
    {
        T[] result = new T[elements.Length / Marshal.SizeOf<T>()];
        elements.CopyTo(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    private EdgeNasException Invalid(string what, Exception? cause = null) =>
        new($"{source} is no valid safetensors file: {what}. Write or fetch it again.", cause);
}

using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"unknown element type {type}", nameof(type)),
    };

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Makes a parameter of the tensor, which is as if disposed of afterwards.</summary>
    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);

    public static Half ToHalf(this torch.Tensor value) => value.ToScalar().ToHalf();

    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();

    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();

    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();

    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The tensor in a style of its own choice; the others below each have theirs.</summary>
    public static string str(
        this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default) => tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    /// <summary>Writes the tensor on the console and returns it.</summary>
    public static torch.Tensor print(
        this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    /// <summary>A copy of the elements, with or without <paramref name="doCopy"/>.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        var type = torch.Tensor.TypeOf(typeof(T));
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference((Array)rawArray), rawArray.Length * type.ElementSize());
        return torch.FromBytes(bytes, type, dimensions, null, null, requires_grad, null);
    }

    /// <summary>A tensor without dimensions.</summary>
    /// <exception cref="NotImplementedException">A number of another type than the integers and reals of C#.</exception>
    public static torch.Tensor ToTensor<T>(this T scalar, torch.Device? device = null, bool requires_grad = false)
        where T : struct
    {
        if (requires_grad && scalar is byte or sbyte or short or int or long)
            throw new ArgumentException($"a tensor of {typeof(T).Name} has no gradient", nameof(requires_grad));
        return scalar switch
        {
            byte number => torch.tensor(number, device: device, requires_grad: requires_grad),
            sbyte number => torch.tensor(number, device: device, requires_grad: requires_grad),
            short number => torch.tensor(number, device: device, requires_grad: requires_grad),
            int number => torch.tensor(number, device: device, requires_grad: requires_grad),
            long number => torch.tensor(number, device: device, requires_grad: requires_grad),
            float number => torch.tensor(number, device: device, requires_grad: requires_grad),
            double number => torch.tensor(number, device: device, requires_grad: requires_grad),
            _ => throw new NotImplementedException($"a {typeof(T).Name} makes no tensor"),
        };
    }

    /// <summary>Writes the tensor in TorchSharp's format: element type, number of dimensions, sizes (each LEB128), then the elements in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        Leb128.Write(writer, (long)tensor.dtype);
        long[] shape = tensor.shape;
        Leb128.Write(writer, shape.Length);
        foreach (long size in shape) Leb128.Write(writer, size);
        using var plain = tensor.detach();
        using var near = plain.to(torch.CPU);
        writer.Write(near.bytes);
    }

    /// <summary>Closes the stream at the end, as the real package does; give it a <see cref="BinaryWriter"/> to go on writing.</summary>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads into an existing tensor, whose element type and shape the stored one must have.</summary>
    /// <exception cref="ArgumentException">Another type or shape.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var stored = Load(reader, skip);
        if (skip || stored is null) return;
        if (stored.dtype != tensor.dtype) throw new ArgumentException($"Mismatched tensor data types while loading: a {tensor.dtype} tensor can't take stored {stored.dtype} elements.");
        if (!stored.shape.SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: a tensor of [{string.Join(", ", tensor.shape)}] can't take a stored one of [{string.Join(", ", stored.shape)}].");
        using var frozen = torch.no_grad();
        tensor.copy_(stored);
    }

    /// <param name="skip">Read past it and return null.</param>
    /// <exception cref="InvalidDataException">What is read is no tensor.</exception>
    public static torch.Tensor? Load(BinaryReader reader, bool skip = false)
    {
        var type = (torch.ScalarType)Leb128.Read(reader);
        if (!Enum.IsDefined(type)) throw new InvalidDataException($"a stored tensor with unknown element type {(int)type}");
        long dimensions = Leb128.Read(reader);
        if (dimensions > 64) throw new InvalidDataException($"a stored tensor with {dimensions} dimensions; expected at most 64");
        long[] shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++) shape[i] = Leb128.Read(reader);
        long byteCount = shape.TotalSize() * type.ElementSize();
        if (byteCount is < 0 or > int.MaxValue) throw new InvalidDataException($"a stored tensor of shape [{string.Join(", ", shape)}]; expected less than 2 GiB");
        if (skip)
        {
            for (long left = byteCount; left > 0;)
            {
                int read = reader.ReadBytes((int)Math.Min(left, 1 << 20)).Length;
                if (read == 0) throw new EndOfStreamException($"the stored tensor ends {left} bytes early");
                left -= read;
            }

            return null;
        }

        var tensor = torch.empty(shape, type);
        try
        {
            reader.BaseStream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}

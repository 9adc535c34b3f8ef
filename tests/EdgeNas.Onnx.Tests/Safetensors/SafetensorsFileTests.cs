using System.Buffers.Binary;
using System.Text;
using EdgeNas.Domain;
using EdgeNas.Onnx.Safetensors;

namespace EdgeNas.Onnx.Tests.Safetensors;

public sealed class SafetensorsFileTests
{
    private static readonly SafetensorsFile Sample = SafetensorsFile
        .Of([new FloatTensor("b.weight", [2, 3], new float[] { 1, 2, 3, 4, 5, 6.5f }), new Int64Tensor("steps", [], new long[] { long.MaxValue }), new FloatTensor("a", [0], default)])
        .With("space", "mobile-28").With("note", "Ärger \"quoted\"");

    [Fact]
    public void Parse_OfToBytes_GivesTheSame()
    {
        var read = SafetensorsFile.Parse(Sample.ToBytes(), "sample");

        Assert.Equal(Sample.Metadata, read.Metadata);
        Assert.Equal(["b.weight", "steps", "a"], read.Tensors.Select(tensor => tensor.Name));
        var weight = Assert.IsType<FloatTensor>(read.Tensors[0]);
        Assert.Equal([2, 3], weight.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], weight.Data.ToArray());
        Assert.Equal([long.MaxValue], Assert.IsType<Int64Tensor>(read.Tensors[1]).Data.ToArray());
        Assert.Equal([0], read.Tensors[2].Shape.ToArray());
        Assert.Equal(Sample.ToBytes(), read.ToBytes());
    }

    [Fact]
    public void ToBytes_Small_IsTheFormatToTheByte()
    {
        byte[] bytes = SafetensorsFile.Of([new FloatTensor("x", [1], new float[] { 1 }), new Int64Tensor("n", [1], new long[] { 2 })]).With("k", "v").ToBytes();

        string header = """{"__metadata__":{"k":"v"},"x":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"n":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f], bytes);
    }

    [Fact]
    public void Parse_NoTensors_GivesNone() => Assert.Empty(SafetensorsFile.Parse(File("{}"), "empty").Tensors);

    [Fact]
    public void Parse_CutAnywhere_SaysSo()
    {
        byte[] bytes = Sample.ToBytes();
        for (int length = 0; length < bytes.Length; length++)
        {
            var error = Assert.Throws<EdgeNasException>(() => SafetensorsFile.Parse(bytes.AsMemory(0, length), "model.safetensors"));
            Assert.StartsWith("model.safetensors is no valid safetensors file: ", error.Message);
        }
    }

    [Theory]
    [InlineData("[]", 0, "not an object")]
    [InlineData("{", 0, "no valid JSON")]
    [InlineData("""{"x":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", 2, "dtype 'F16'")]
    [InlineData("""{"x":{"shape":[1],"data_offsets":[0,4]}}""", 4, "dtype '(none)'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "has 4 bytes, but its shape [2] and dtype F32 need 8")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "it was cut off")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "tensors end at byte 4 of the data, but it has 8")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "a gap or an overlap")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "a gap or an overlap")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "no valid JSON")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "not a begin and an end")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "holds -1")]
    [InlineData("""{"x":{"dtype":"F32","shape":[0.5],"data_offsets":[0,4]}}""", 4, "holds 0.5")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "more than this file can hold")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3037000500,3037000500,2],"data_offsets":[0,0]}}""", 0, "more than this file can hold")]
    [InlineData("""{"x":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "no list 'shape'")]
    [InlineData("""{"x":[1]}""", 0, "not an object")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "not a text")]
    [InlineData("""{"__metadata__":"k"}""", 0, "not an object")]
    public void Parse_Corrupt_SaysWhatIsWrong(string header, int dataBytes, string expected) =>
        Assert.Contains(expected, Assert.Throws<EdgeNasException>(() => SafetensorsFile.Parse(File(header, dataBytes), "model")).Message);

    [Fact]
    public void Parse_HugeHeaderLength_IsRefused()
    {
        byte[] bytes = File("{}");
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        Assert.Contains("more than the 100000000 allowed", Assert.Throws<EdgeNasException>(() => SafetensorsFile.Parse(bytes, "model")).Message);
    }

    [Fact]
    public void ToBytes_SameNameTwice_Throws() =>
        Assert.Contains("'x'", Assert.Throws<EdgeNasException>(() =>
            SafetensorsFile.Of([new FloatTensor("x", [1], new float[1]), new FloatTensor("x", [1], new float[1])]).ToBytes()).Message);

    [Fact]
    public void ToBytes_ShapeOfOtherSize_Throws() =>
        Assert.Contains("has 4 bytes, but its shape [2] needs 8", Assert.Throws<EdgeNasException>(() =>
            SafetensorsFile.Of([new FloatTensor("x", [2], new float[1])]).ToBytes()).Message);

    [Fact]
    public void TensorWeights_AskedForOtherShapeOrName_SayWhich()
    {
        var weights = new TensorWeights(Sample.Tensors);
        Assert.Equal(6, weights.Get("b.weight", [2, 3]).Length);
        Assert.Contains("[2, 3], but the network needs [3, 2]", Assert.Throws<EdgeNasException>(() => weights.Get("b.weight", [3, 2])).Message);
        Assert.Contains("'c'", Assert.Throws<EdgeNasException>(() => weights.Get("c", [1])).Message);
    }

    private static byte[] File(string header, int dataBytes = 0)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. new byte[dataBytes]];
    }
}

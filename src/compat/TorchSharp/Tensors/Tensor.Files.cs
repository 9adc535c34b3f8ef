using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor in libtorch's format.</summary>
    public static void save(Tensor t, string location) => t.save(location);

    /// <summary>Reads a tensor that <see cref="save(Tensor, string)"/> wrote.</summary>
    public static Tensor load(string location) => Tensor.load(location);

    public partial class Tensor
    {
        /// <summary>Reads a tensor in libtorch's format.</summary>
        public static Tensor load(string location) => Of(NativeFile.ent_load(location));

        /// <summary>Reads a tensor in TorchSharp's format.</summary>
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader)!;

        /// <summary>Reads a tensor in TorchSharp's format and closes the stream.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <summary>Writes the tensor in libtorch's format; <see cref="TensorExtensionMethods.Save(Tensor, string)"/> writes TorchSharp's.</summary>
        public void save(string location) => NativeError.Check(NativeFile.ent_save(Raw, location));
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries behind the operators.</summary>
    public static class backends
    {
        public static class cuda
        {
            public static class matmul
            {
                /// <summary>Whether float32 products on CUDA round their factors to TF32 (10 bits of mantissa), which is faster. Off at first.</summary>
                public static bool allow_tf32
                {
                    get => NativeLibtorch.ent_get_tf32(1) != 0;
                    set => NativeError.Check(NativeLibtorch.ent_set_tf32(1, value ? 1 : 0));
                }
            }
        }

        public static class cudnn
        {
            /// <summary>The same for float32 convolutions. On at first.</summary>
            public static bool allow_tf32
            {
                get => NativeLibtorch.ent_get_tf32(0) != 0;
                set => NativeError.Check(NativeLibtorch.ent_set_tf32(0, value ? 1 : 0));
            }
        }
    }
}

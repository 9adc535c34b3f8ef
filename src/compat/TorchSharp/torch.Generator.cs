using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A stream of random numbers (Mersenne Twister, as PyTorch's on the CPU): the same seed and the same calls give the same numbers as there.
    /// </summary>
    public class Generator : IDisposable
    {
        private readonly GeneratorHandle _handle;

        public Generator(ulong seed = 0, Device? device = null)
            : this(NativeRandom.ent_generator(seed), device)
        {
        }

        private Generator(GeneratorHandle handle, Device? device)
        {
            if (handle.IsInvalid) throw NativeError.Last();
            if (device is not null && device.type != DeviceType.CPU) throw new ArgumentException($"no generator for device {device}; only the CPU has one here", nameof(device));
            _handle = handle;
        }

        /// <summary>The process's generator, which is used where none is named.</summary>
        public static Generator Default => new(NativeRandom.ent_default_generator(), null);

        public IntPtr Handle => _handle.DangerousGetHandle();

        public Device device => CPU;

        public Generator manual_seed(long seed)
        {
            NativeError.Check(NativeRandom.ent_generator_manual_seed(_handle, seed));
            return this;
        }

        /// <summary>Seeds from the system's entropy and returns that seed.</summary>
        public long seed() => NativeRandom.ent_generator_seed(_handle);

        public long initial_seed() => NativeRandom.ent_generator_initial_seed(_handle);

        /// <summary>The whole state as bytes; <see cref="set_state"/> goes on from there.</summary>
        public Tensor get_state() => Tensor.Of(NativeRandom.ent_generator_get_state(_handle));

        public void set_state(Tensor value) => NativeError.Check(NativeRandom.ent_generator_set_state(_handle, value.Raw));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        internal nint Address => _handle.DangerousGetHandle();

        internal static GeneratorHandle Optional(Generator? generator) => generator?._handle ?? GeneratorHandle.None;

        protected virtual void Dispose(bool disposing)
        {
            if (disposing) _handle.Dispose();
        }
    }
}

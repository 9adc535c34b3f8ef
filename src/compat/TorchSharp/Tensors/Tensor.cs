using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A libtorch tensor. The object owns one native reference: dispose of it, or make it within <see cref="NewDisposeScope"/>, as soon as it is not
    /// needed; the collector frees forgotten ones, late. Not thread-safe beyond what libtorch allows (concurrent reads).
    /// </summary>
    /// <exception cref="InvalidOperationException">Any member, after <see cref="Dispose()"/>.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Any operation that libtorch refuses; the message is libtorch's.</exception>
    public partial class Tensor : IDisposable
    {
        private TensorHandle? _handle;

        internal Tensor(TensorHandle handle)
        {
            if (handle.IsInvalid) throw NativeError.Last();
            _handle = handle;
            handle.AddPressure();
            DisposeScopeManager.ThisThread.Register(this);
        }

        /// <summary>Takes over what another tensor was; the two count as one.</summary>
        private protected Tensor(Tensor source)
        {
            _handle = source.Release();
            DisposeScopeManager.CurrentScope?.Adopt(this);
        }

        private Tensor()
        {
        }

        /// <summary>Tensors that live at this moment, in any thread.</summary>
        public static long TotalCount => NativeLibtorch.ent_live_handles();

        /// <summary>True once the tensor was disposed of.</summary>
        public bool IsInvalid => _handle is null;

        /// <summary>Native address; changes nothing about ownership.</summary>
        public IntPtr Handle => Raw.Address;

        public long Dimensions => NativeTensor.ent_dim(Raw);

        public long ndim => Dimensions;

        public long NumberOfElements => NativeTensor.ent_numel(Raw);

        public long ElementSize => NativeTensor.ent_element_size(Raw);

        public ScalarType dtype => (ScalarType)NativeTensor.ent_dtype(Raw);

        public unsafe long[] shape
        {
            get
            {
                var handle = Raw;
                long[] sizes = new long[NativeTensor.ent_dim(handle)];
                fixed (long* first = sizes) NativeTensor.ent_sizes(handle, first);
                return sizes;
            }
        }

        public Device device
        {
            get
            {
                NativeTensor.ent_device(Raw, out int type, out int index);
                return new Device((DeviceType)type, index);
            }
        }

        public DeviceType device_type
        {
            get
            {
                NativeTensor.ent_device(Raw, out int type, out _);
                return (DeviceType)type;
            }
        }

        public int device_index
        {
            get
            {
                NativeTensor.ent_device(Raw, out _, out int index);
                return index;
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => NativeTensor.ent_is_sparse(Raw) != 0;

        /// <summary>The handle, or the complaint about use after disposal.</summary>
        internal TensorHandle Raw => _handle ?? throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim) => NativeError.CheckCount(NativeTensor.ent_size(Raw, dim));

        public unsafe long[] stride()
        {
            var handle = Raw;
            long[] strides = new long[NativeTensor.ent_dim(handle)];
            fixed (long* first = strides) NativeTensor.ent_strides(handle, first);
            return strides;
        }

        public long stride(int dim)
        {
            long[] strides = stride();
            return strides[dim < 0 ? strides.Length + dim : dim];
        }

        public long storage_offset() => NativeTensor.ent_storage_offset(Raw);

        public bool is_contiguous() => NativeTensor.ent_is_contiguous(Raw) != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Takes the tensor out of every scope; its holder disposes of it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>The older spelling of <see cref="DetachFromDisposeScope"/>.</summary>
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is { } scope) scope.MoveToOther(other, this);
            else other.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) =>
            other.OwningDisposeScope is { } scope ? MoveToOtherDisposeScope(scope) : DetachFromDisposeScope();

        /// <summary>Wraps a native result, or throws the native error.</summary>
        internal static Tensor Of(TensorHandle handle) => new(handle);

        /// <summary>As <see cref="Of(TensorHandle)"/>, with an error that names the operator and what it was given.</summary>
        internal static Tensor Of(TensorHandle handle, string operation, params ReadOnlySpan<Tensor?> inputs) =>
            handle.IsInvalid ? throw NativeError.Last(operation, inputs) : new(handle);

        internal static Tensor Of(nint address) => new(TensorHandle.Adopt(address));

        /// <summary>Stands for a result that there is none of; as if disposed of.</summary>
        internal static Tensor Invalid() => new();

        /// <summary>This tensor's handle, or the stand-in for an argument that is left out.</summary>
        internal static TensorHandle Optional(Tensor? tensor) => tensor is null ? TensorHandle.None : tensor.Raw;

        /// <summary>Gives the native reference away; this object is as if disposed of.</summary>
        internal TensorHandle Release()
        {
            var handle = Raw;
            OwningDisposeScope?.MarkAsDisposed(this);
            OwningDisposeScope = null;
            _handle = null;
            return handle;
        }

        /// <summary>Puts another native tensor in the place of this one's, so that all who hold this object see it.</summary>
        internal void Replace(Tensor replacement)
        {
            var old = _handle;
            _handle = replacement.Release();
            old?.Dispose();
        }

        protected virtual void Dispose(bool disposing)
        {
            if (!disposing || _handle is null) return;
            var counts = DisposeScopeManager.Statistics.TensorStatistics;
            if (OwningDisposeScope is { } scope)
            {
                counts.DisposedInScopeCount++;
                scope.MarkAsDisposed(this);
                OwningDisposeScope = null;
            }
            else
            {
                counts.DisposedOutsideScopeCount++;
            }

            _handle.Dispose();
            _handle = null;
        }
    }
}

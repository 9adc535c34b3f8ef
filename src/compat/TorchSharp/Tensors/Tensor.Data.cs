using System.Globalization;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements' memory. The tensor must be on the CPU and contiguous; the span dies with the tensor. Setting copies as many in.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_cpu()) throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor; call contiguous() first.");
                return new Span<byte>(Data(), checked((int)(NumberOfElements * ElementSize)));
            }

            set
            {
                var memory = bytes;
                if (value.Length != memory.Length) throw new ArgumentException($"{value.Length} bytes for the {memory.Length} of a tensor of {dtype} [{string.Join(", ", shape)}]", nameof(value));
                value.CopyTo(memory);
            }
        }

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>The only element, whose type must be <typeparamref name="T"/>; waits for the device that computes it.</summary>
        /// <exception cref="ArgumentException">More than one element, or another element type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException($"Only a tensor with one element can be turned into a scalar; this has shape [{string.Join(", ", shape)}].");
            if (is_cpu())
            {
                using var accessor = data<T>();
                return accessor[0];
            }

            using var here = cpu().DetachFromDisposeScope();
            return here.item<T>();
        }

        /// <summary>View of the elements, in logical order whatever the strides. The tensor must be on the CPU.</summary>
        /// <exception cref="ArgumentException">The element type is not <typeparamref name="T"/>.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (!is_cpu()) throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            RequireElement<T>();
            return new TensorAccessor<T>(this);
        }

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => data<T>()[i];

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        /// <summary>The only element.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one.</exception>
        public Scalar ToScalar()
        {
            bool integer = torch.is_integral(dtype);
            NativeError.Check(NativeTensor.ent_item(Raw, integer ? 1 : 0, out long whole, out double real));
            return !integer ? real : dtype == ScalarType.Bool ? whole != 0 : whole;
        }

        /// <summary>First element in memory.</summary>
        internal unsafe void* Data()
        {
            var handle = Raw;
            void* data = NativeTensor.ent_data(handle);
            if (data is null && NumberOfElements > 0) throw NativeError.Last();
            return data;
        }

        internal static ScalarType TypeOf(Type element) =>
            KnownType(element) ?? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"no element type is called {element.Name}"), nameof(element));

        internal static ScalarType? KnownType(Type element) => Type.GetTypeCode(element) switch
        {
            TypeCode.Single => ScalarType.Float32,
            TypeCode.Double => ScalarType.Float64,
            TypeCode.Int64 => ScalarType.Int64,
            TypeCode.Int32 => ScalarType.Int32,
            TypeCode.Int16 => ScalarType.Int16,
            TypeCode.SByte => ScalarType.Int8,
            TypeCode.Byte => ScalarType.Byte,
            TypeCode.Boolean => ScalarType.Bool,
            _ when element == typeof(Half) => ScalarType.Float16,
            _ => null,
        };

        private void RequireElement<T>()
        {
            var wanted = TypeOf(typeof(T));
            if (wanted != dtype) throw new ArgumentException($"{typeof(T).Name} is not the element type of this tensor, which is {dtype}; convert with to({wanted}) first.");
        }
    }
}

using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives. Index −1: the current one of its type.</summary>
    public class Device
    {
        /// <param name="description">Such as <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</param>
        /// <exception cref="ArgumentException">The description names no known device.</exception>
        /// <exception cref="FormatException">What follows the colon is no index.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            string[] parts = description.Split(':');
            type = Parse(parts[0]);
            index = -1;
            if (parts.Length == 1) return;
            if (parts.Length > 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int parsed))
                throw new FormatException($"'{description}' is no device; expected cpu, cuda, cuda:N, mps or meta");
            index = parsed;
        }

        public Device(string deviceType, int index = -1)
        {
            type = Parse(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The CUDA device of that index.</summary>
        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => type == DeviceType.CPU || index == -1 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        public override bool Equals(object? obj) => obj is Device other && other.type == type && other.index == index;

        public override int GetHashCode() => HashCode.Combine(type, index);

        private static DeviceType Parse(string name) => Enum.TryParse(name, ignoreCase: true, out DeviceType type) && char.IsLetter(name[0])
            ? type
            : throw new ArgumentException($"'{name}' is no device; expected cpu, cuda, cuda:N, mps or meta", nameof(name));
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNas.Domain.Sampling;

/// <summary>
/// Random numbers of one purpose. Every stream is derived from the search's seed and a name (<c>"supernet/round/3/paths"</c>), never from the order of
/// use, so that a search which was interrupted draws the same numbers. Generator: xoshiro256** (Blackman and Vigna, 2018), seeded from SHA-256.
/// Not thread-safe.
/// </summary>
public sealed class SeedStream
{
    private ulong _a, _b, _c, _d;

    public SeedStream(long seed, string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}"), hash);
        _a = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _b = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _c = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        _d = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]) | 1;
    }

    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9, t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number in [0, <paramref name="below"/>), unbiased by rejection.</summary>
    public int Next(int below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        ulong range = (ulong)below, limit = ulong.MaxValue - (ulong.MaxValue % range);
        ulong value;
        do value = NextUInt64();
        while (value >= limit);
        return (int)(value % range);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box–Muller).</summary>
    public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>A seed for a generator of another library, such as libtorch's.</summary>
    public long NextSeed() => (long)(NextUInt64() >> 1);

    /// <summary>Fisher–Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

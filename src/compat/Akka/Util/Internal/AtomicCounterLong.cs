namespace Akka.Util.Internal;

/// <summary>Counts from -1, so that the first <see cref="Next"/> is 0. Thread safe.</summary>
public class AtomicCounterLong(long value) : IAtomicCounter<long>
{
    private long _value = value;

    public AtomicCounterLong()
        : this(-1)
    {
    }

    public long Current => Volatile.Read(ref _value);

    public long Next() => IncrementAndGet();

    public long IncrementAndGet() => Interlocked.Increment(ref _value);

    public long AddAndGet(long amount) => Interlocked.Add(ref _value, amount);

    public long GetAndIncrement() => IncrementAndGet() - 1;

    public long GetAndAdd(long amount) => AddAndGet(amount) - amount;

    public long DecrementAndGet() => Interlocked.Decrement(ref _value);

    public long GetAndSet(long value) => Interlocked.Exchange(ref _value, value);

    /// <returns>Whether the number was the expected one, and is the new one now.</returns>
    public bool CompareAndSet(long expected, long newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    public void Reset() => GetAndSet(0);

    public override string ToString() => Current.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

namespace Akka.Util.Internal;

/// <summary>Counts from -1, so that the first <see cref="Next"/> is 0. Thread safe.</summary>
public class AtomicCounter(int initialValue) : IAtomicCounter<int>
{
    private int _value = initialValue;

    public AtomicCounter()
        : this(-1)
    {
    }

    public int Current => Volatile.Read(ref _value);

    public int Next() => IncrementAndGet();

    public int IncrementAndGet() => Interlocked.Increment(ref _value);

    public int AddAndGet(int amount) => Interlocked.Add(ref _value, amount);

    public int GetAndIncrement() => IncrementAndGet() - 1;

    public int GetAndAdd(int amount) => AddAndGet(amount) - amount;

    public int Decrement() => DecrementAndGet();

    public int DecrementAndGet() => Interlocked.Decrement(ref _value);

    public int GetAndDecrement() => DecrementAndGet() + 1;

    public int GetAndSet(int value) => Interlocked.Exchange(ref _value, value);

    /// <returns>Whether the number was the expected one, and is the new one now.</returns>
    public bool CompareAndSet(int expected, int newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    public void Reset() => GetAndSet(0);
}

namespace Akka.Util;

/// <summary>A flag that several threads set. Thread safe.</summary>
public class AtomicBoolean(bool initialValue = false)
{
    private bool _value = initialValue;

    public bool Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    /// <returns>Whether the flag was as expected, and is as given now.</returns>
    public bool CompareAndSet(bool expected, bool newValue) => Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <returns>The flag as it was.</returns>
    public bool GetAndSet(bool newValue) => Interlocked.Exchange(ref _value, newValue);

    public static implicit operator bool(AtomicBoolean atomicBoolean) => atomicBoolean.Value;
}

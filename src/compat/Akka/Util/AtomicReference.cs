using System.Diagnostics.CodeAnalysis;

namespace Akka.Util;

/// <summary>A reference that several threads set. Thread safe.</summary>
public class AtomicReference<T>
    where T : class
{
    [SuppressMessage("Design", "CA1051", Justification = "Part of the public API.")]
    [SuppressMessage("Style", "IDE1006", Justification = "Part of the public API.")]
    protected T atomicValue;

    public AtomicReference() => atomicValue = null!;

    public AtomicReference(T originalValue) => atomicValue = originalValue;

    public T Value
    {
        get => Volatile.Read(ref atomicValue);
        set => Volatile.Write(ref atomicValue, value);
    }

    /// <returns>Whether the reference was the expected one, and is the new one now.</returns>
    public bool CompareAndSet(T expected, T newValue) => ReferenceEquals(Interlocked.CompareExchange(ref atomicValue, newValue, expected), expected);

    /// <returns>The reference as it was.</returns>
    public T GetAndSet(T newValue) => Interlocked.Exchange(ref atomicValue, newValue);

    public static implicit operator T(AtomicReference<T> atomicReference) => atomicReference.Value;
}

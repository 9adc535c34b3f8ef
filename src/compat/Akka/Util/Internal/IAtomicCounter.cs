namespace Akka.Util.Internal;

/// <summary>A number that several threads count with.</summary>
public interface IAtomicCounter<T>
{
    T Current { get; }

    /// <returns>The number after the step.</returns>
    T Next();

    T IncrementAndGet();

    T AddAndGet(T amount);

    /// <returns>The number before the step.</returns>
    T GetAndIncrement();

    T GetAndAdd(T amount);

    /// <summary>Sets the number to 0.</summary>
    void Reset();
}

using System.Runtime.InteropServices;
using EdgeNas.Domain;

namespace EdgeNas.Devices.Local;

/// <summary>What Linux knows and sets of the calling thread: its processors, and the processor time that it used.</summary>
internal static unsafe partial class NativeThread
{
    /// <summary>As glibc's <c>cpu_set_t</c>.</summary>
    private const int MaskBytes = 128;

    private const int ThreadProcessorTime = 3;

    /// <summary>Numbers of the processors that the thread may run on, ascending, from 0.</summary>
    public static int[] Processors
    {
        get
        {
            byte* mask = stackalloc byte[MaskBytes];
            if (GetAffinity(0, MaskBytes, mask) != 0) throw Failed("sched_getaffinity");
            var result = new List<int>();
            for (int i = 0; i < MaskBytes * 8; i++)
            {
                if ((mask[i / 8] & (1 << (i % 8))) != 0) result.Add(i);
            }

            return [.. result];
        }
    }

    /// <summary>Processor time of the calling thread since it began.</summary>
    public static TimeSpan ProcessorTime
    {
        get
        {
            Timespec time;
            if (GetTime(ThreadProcessorTime, &time) != 0) throw Failed("clock_gettime");
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }
    }

    /// <summary>Keeps the calling thread on these processors; threads that it starts inherit them.</summary>
    public static void PinTo(params ReadOnlySpan<int> processors)
    {
        byte* mask = stackalloc byte[MaskBytes];
        new Span<byte>(mask, MaskBytes).Clear();
        foreach (int processor in processors) mask[processor / 8] |= (byte)(1 << (processor % 8));
        if (SetAffinity(0, MaskBytes, mask) != 0) throw Failed("sched_setaffinity");
    }

    private static EdgeNasException Failed(string call) =>
        new($"{call} failed ({Marshal.GetLastPInvokeErrorMessage()}): threads can't be pinned to processors here; measure on Linux, outside of sandboxes that forbid it.");

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int thread, nint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, Timespec* time);

    /// <summary>As on 64-bit Linux.</summary>
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

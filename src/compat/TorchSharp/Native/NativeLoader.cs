using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Finds and prepares the native library on the first call into it.</summary>
internal static partial class NativeLoader
{
    private const string FileName = "libedgenas_torch.so";

    /// <summary>10⁹ operations per second of a 256×256 product; the reference BLAS does 1–3, any tuned one more than 20.</summary>
    private const double SlowMatrixProduct = 4;

    // dlopen's flags on Linux.
    private const int Lazy = 1, Global = 0x100;

    private static readonly Lazy<nint> Loaded = new(() =>
    {
        SetOpenMp();
        // cuBLAS gives the same digits again only with a workspace of its own for each stream; it reads this when it is loaded.
        _ = setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", overwrite: 0);
        PreferOpenBlas();
        return Prepare(Load(Path.Combine(AppContext.BaseDirectory, FileName)));
    });

#pragma warning disable CA2255 // The resolver has to stand before the first call, whichever type makes it.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == NativeLibtorch.Library ? Loaded.Value : 0;

    /// <exception cref="DllNotFoundException">The file is missing, or something that it needs is; the message says which and what to do.</exception>
    internal static nint Load(string file)
    {
        if (!File.Exists(file))
        {
            throw new DllNotFoundException(
                $"{file} is missing: the native part of the tensor layer, built from src/compat/TorchSharp/native. Run scripts/setup, then build again.");
        }

        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"{file} can't be loaded: {error.Message} Is the libtorch that it was built with still installed? Run scripts/setup.", error);
        }
    }

    /// <summary>
    /// OpenMP reads its settings when it is loaded, from the C environment, which Environment.SetEnvironmentVariable doesn't reach. A step of training has
    /// hundreds of short parallel regions: a thread that sleeps between them costs twice the time; one that spins on and on would take the cores from
    /// the measurements beside it. So they spin for well under a millisecond, then sleep. An own setting wins.
    /// </summary>
    private static void SetOpenMp() => _ = setenv("GOMP_SPINCOUNT", "10000", overwrite: 0);

    /// <summary>
    /// A distribution's libtorch calls whatever libblas.so.3 is. Where that is the reference BLAS, which is 30 times slower, an OpenBLAS that was made
    /// global before libtorch is loaded takes its place.
    /// </summary>
    private static void PreferOpenBlas()
    {
        nint blas = dlopen("libblas.so.3", Lazy);
        if (blas != 0 && dlsym(blas, "openblas_set_num_threads") == 0) _ = dlopen("libopenblas.so.0", Lazy | Global);
    }

    private static unsafe nint Prepare(nint library)
    {
        var initialize = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "ent_initialize");
        if (initialize() != 0) throw new DllNotFoundException($"{FileName} failed to initialize");

        var matmulSpeed = (delegate* unmanaged<double>)NativeLibrary.GetExport(library, "ent_matmul_speed");
        double speed = matmulSpeed();
        if (speed is >= 0 and < SlowMatrixProduct)
        {
            Console.Error.WriteLine(
                $"warning: matrix products run at {speed:F1} GFLOP/s because libtorch uses the reference BLAS. Install libopenblas0-pthread (scripts/setup does) for about 30 times that.");
        }

        return library;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint dlopen(string file, int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint dlsym(nint library, string symbol);
}

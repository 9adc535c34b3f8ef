using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports about the process: errors, counters, threads.</summary>
internal static partial class NativeLibtorch
{
    public const string Library = "edgenas_torch";

    [LibraryImport(Library)]
    public static partial nint ent_last_error(out int kind);

    [LibraryImport(Library)]
    public static partial long ent_live_handles();

    [LibraryImport(Library)]
    public static partial long ent_made_handles();

    [LibraryImport(Library)]
    public static partial nint ent_torch_version();

    [LibraryImport(Library)]
    public static partial int ent_get_num_threads();

    [LibraryImport(Library)]
    public static partial int ent_set_num_threads(int threads);

    [LibraryImport(Library)]
    public static partial int ent_get_num_interop_threads();

    [LibraryImport(Library)]
    public static partial int ent_set_num_interop_threads(int threads);

    [LibraryImport(Library)]
    public static partial int ent_cuda_devices();

    [LibraryImport(Library)]
    public static partial int ent_cuda_synchronize(int device);

    [LibraryImport(Library)]
    public static partial int ent_get_tf32(int what);

    [LibraryImport(Library)]
    public static partial int ent_set_tf32(int what, int allowed);

    [LibraryImport(Library)]
    public static partial int ent_has_cudnn();
}

using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/serialize.cpp.</summary>
internal static partial class NativeFile
{
    [LibraryImport(NativeLibtorch.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ent_save(TensorHandle t, string path);

    [LibraryImport(NativeLibtorch.Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial TensorHandle ent_load(string path);
}

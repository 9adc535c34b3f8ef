using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C API: a table of function pointers in the order of the struct <c>OrtApi</c> in its public header <c>onnxruntime_c_api.h</c>.
/// That order only ever grows at its end, so the indices below hold for every version from <see cref="ApiVersion"/> on.
/// A returned <c>nint</c> called status is null for success; see <see cref="NativeApiStatus"/>.
/// </summary>
internal static unsafe class NativeMethods
{
    /// <summary>Oldest table that has all that is used here: 1.16, which is also the last version for old boards.</summary>
    private const uint ApiVersion = 16;

    private static readonly nint Base = Bind();
    private static readonly nint* Table = (nint*)((delegate* unmanaged[Cdecl]<uint, nint>)((nint*)Base)[0])(ApiVersion);

    public static string VersionString => Text(((delegate* unmanaged[Cdecl]<nint>)((nint*)Base)[1])());

    public static int GetErrorCode(nint status) => ((delegate* unmanaged[Cdecl]<nint, int>)Table[1])(status);

    public static nint GetErrorMessage(nint status) => ((delegate* unmanaged[Cdecl]<nint, nint>)Table[2])(status);

    public static nint CreateEnv(int level, byte* logId, nint* env) => ((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)Table[3])(level, logId, env);

    public static nint CreateSession(nint env, byte* path, nint options, nint* session) =>
        ((delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint>)Table[7])(env, path, options, session);

    public static nint CreateSessionFromArray(nint env, byte* model, nuint length, nint options, nint* session) =>
        ((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)Table[8])(env, model, length, options, session);

    public static nint Run(nint session, nint options, byte** inputNames, nint* inputs, nuint inputCount, byte** outputNames, nuint outputCount, nint* outputs) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Table[9])(
            session, options, inputNames, inputs, inputCount, outputNames, outputCount, outputs);

    public static nint CreateSessionOptions(nint* options) => ((delegate* unmanaged[Cdecl]<nint*, nint>)Table[10])(options);

    public static nint SetSessionExecutionMode(nint options, int mode) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[13])(options, mode);

    public static nint SetMemoryPattern(nint options, bool enabled) => ((delegate* unmanaged[Cdecl]<nint, nint>)Table[enabled ? 16 : 17])(options);

    public static nint SetCpuMemoryArena(nint options, bool enabled) => ((delegate* unmanaged[Cdecl]<nint, nint>)Table[enabled ? 18 : 19])(options);

    public static nint SetSessionLogSeverityLevel(nint options, int level) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[22])(options, level);

    public static nint SetSessionGraphOptimizationLevel(nint options, int level) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[23])(options, level);

    public static nint SetIntraOpNumThreads(nint options, int threads) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[24])(options, threads);

    public static nint SetInterOpNumThreads(nint options, int threads) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[25])(options, threads);

    public static nint SessionGetCount(nint session, bool input, nuint* count) =>
        ((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Table[input ? 30 : 31])(session, count);

    public static nint SessionGetTypeInfo(nint session, bool input, nuint index, nint* typeInfo) =>
        ((delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)Table[input ? 33 : 34])(session, index, typeInfo);

    public static nint SessionGetName(nint session, bool input, nuint index, nint allocator, nint* name) =>
        ((delegate* unmanaged[Cdecl]<nint, nuint, nint, nint*, nint>)Table[input ? 36 : 37])(session, index, allocator, name);

    public static nint CreateRunOptions(nint* options) => ((delegate* unmanaged[Cdecl]<nint*, nint>)Table[39])(options);

    public static nint RunOptionsSetRunTag(nint options, byte* tag) => ((delegate* unmanaged[Cdecl]<nint, byte*, nint>)Table[42])(options, tag);

    public static nint RunOptionsSetTerminate(nint options, bool terminate) => ((delegate* unmanaged[Cdecl]<nint, nint>)Table[terminate ? 46 : 47])(options);

    public static nint CreateTensorAsOrtValue(nint allocator, long* shape, nuint dimensions, int elementType, nint* value) =>
        ((delegate* unmanaged[Cdecl]<nint, long*, nuint, int, nint*, nint>)Table[48])(allocator, shape, dimensions, elementType, value);

    public static nint CreateTensorWithDataAsOrtValue(nint memoryInfo, void* data, nuint bytes, long* shape, nuint dimensions, int elementType, nint* value) =>
        ((delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)Table[49])(memoryInfo, data, bytes, shape, dimensions, elementType, value);

    public static nint GetTensorMutableData(nint value, void** data) => ((delegate* unmanaged[Cdecl]<nint, void**, nint>)Table[51])(value, data);

    public static nint CastTypeInfoToTensorInfo(nint typeInfo, nint* tensorInfo) => ((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[55])(typeInfo, tensorInfo);

    public static nint GetOnnxTypeFromTypeInfo(nint typeInfo, int* type) => ((delegate* unmanaged[Cdecl]<nint, int*, nint>)Table[56])(typeInfo, type);

    public static nint GetTensorElementType(nint tensorInfo, int* type) => ((delegate* unmanaged[Cdecl]<nint, int*, nint>)Table[60])(tensorInfo, type);

    public static nint GetDimensionsCount(nint tensorInfo, nuint* count) => ((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Table[61])(tensorInfo, count);

    public static nint GetDimensions(nint tensorInfo, long* dimensions, nuint count) =>
        ((delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)Table[62])(tensorInfo, dimensions, count);

    public static nint GetSymbolicDimensions(nint tensorInfo, nint* names, nuint count) =>
        ((delegate* unmanaged[Cdecl]<nint, nint*, nuint, nint>)Table[63])(tensorInfo, names, count);

    public static nint GetTensorShapeElementCount(nint tensorInfo, nuint* count) => ((delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Table[64])(tensorInfo, count);

    public static nint GetTensorTypeAndShape(nint value, nint* tensorInfo) => ((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[65])(value, tensorInfo);

    public static nint GetValueType(nint value, int* type) => ((delegate* unmanaged[Cdecl]<nint, int*, nint>)Table[67])(value, type);

    public static nint CreateCpuMemoryInfo(int allocatorType, int memoryType, nint* memoryInfo) =>
        ((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)Table[69])(allocatorType, memoryType, memoryInfo);

    public static nint AllocatorFree(nint allocator, nint memory) => ((delegate* unmanaged[Cdecl]<nint, nint, nint>)Table[76])(allocator, memory);

    public static nint GetAllocatorWithDefaultOptions(nint* allocator) => ((delegate* unmanaged[Cdecl]<nint*, nint>)Table[78])(allocator);

    public static void ReleaseEnv(nint env) => Release(92, env);

    public static void ReleaseStatus(nint status) => Release(93, status);

    public static void ReleaseMemoryInfo(nint memoryInfo) => Release(94, memoryInfo);

    public static void ReleaseSession(nint session) => Release(95, session);

    public static void ReleaseValue(nint value) => Release(96, value);

    public static void ReleaseRunOptions(nint options) => Release(97, options);

    public static void ReleaseTypeInfo(nint typeInfo) => Release(98, typeInfo);

    public static void ReleaseTensorTypeAndShapeInfo(nint tensorInfo) => Release(99, tensorInfo);

    public static void ReleaseSessionOptions(nint options) => Release(100, options);

    public static nint GetAvailableProviders(nint** names, int* count) => ((delegate* unmanaged[Cdecl]<nint**, int*, nint>)Table[125])(names, count);

    public static nint ReleaseAvailableProviders(nint* names, int count) => ((delegate* unmanaged[Cdecl]<nint*, int, nint>)Table[126])(names, count);

    public static nint AddSessionConfigEntry(nint options, byte* key, byte* value) =>
        ((delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)Table[130])(options, key, value);

    public static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    private static void Release(int index, nint handle) => ((delegate* unmanaged[Cdecl]<nint, void>)Table[index])(handle);

    private static nint Bind()
    {
        nint library = NativeLibraryLoader.Load(NativeLibraryLoader.DefaultCandidates());
        nint apiBase = ((delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        nint table = ((delegate* unmanaged[Cdecl]<uint, nint>)((nint*)apiBase)[0])(ApiVersion);
        return table != 0
            ? apiBase
            : throw new DllNotFoundException(
                $"{NativeLibraryLoader.FileName} is ONNX Runtime {Text(((delegate* unmanaged[Cdecl]<nint>)((nint*)apiBase)[1])())}, older than 1.{ApiVersion}: "
                + "delete it and run scripts/setup.");
    }
}

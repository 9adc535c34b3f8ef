using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process's one environment; every session lives in it.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private static readonly Lazy<OrtEnv> Only = new(() => new OrtEnv());

    private OrtEnv()
        : base(0, true)
    {
        nint env;
        fixed (byte* name = "CSharpOnnxRuntime\0"u8)
        {
            NativeApiStatus.VerifySuccess(NativeMethods.CreateEnv((int)OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, name, &env));
        }

        SetHandle(env);
    }

    public static bool IsCreated => Only.IsValueCreated;

    public override bool IsInvalid => handle == 0;

    internal nint Handle => handle;

    public static OrtEnv Instance() => Only.Value;

    /// <summary>The library's version, such as <c>1.30.0</c>.</summary>
    public string GetVersionString() => NativeMethods.VersionString;

    /// <summary>Names of the execution providers that the library was built with.</summary>
    public string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        NativeApiStatus.VerifySuccess(NativeMethods.GetAvailableProviders(&names, &count));
        var result = new string[count];
        for (int i = 0; i < count; i++) result[i] = NativeMethods.Text(names[i]);
        NativeApiStatus.VerifySuccess(NativeMethods.ReleaseAvailableProviders(names, count));
        return result;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseEnv(handle);
        return true;
    }
}

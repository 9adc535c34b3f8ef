namespace Microsoft.ML.OnnxRuntime;

/// <summary>Turns the status of a native call into an exception.</summary>
internal static class NativeApiStatus
{
    public static void VerifySuccess(nint status)
    {
        if (status == 0) return;
        try
        {
            throw new OnnxRuntimeException((ErrorCode)NativeMethods.GetErrorCode(status), NativeMethods.Text(NativeMethods.GetErrorMessage(status)));
        }
        finally
        {
            NativeMethods.ReleaseStatus(status);
        }
    }
}

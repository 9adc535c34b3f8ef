using System.ComponentModel;
using System.Diagnostics;

namespace EdgeNas.Onnx.Tests;

/// <summary>ONNX's own checker, from Debian's python3-onnx.</summary>
internal static class PythonOnnx
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why the checker can't be used here, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, ["-c", program, .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string output = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string? FindMissing()
    {
        try
        {
            return Run("import onnx").ExitCode == 0 ? null : $"{Python} has no module onnx (Debian: python3-onnx)";
        }
        catch (Win32Exception)
        {
            return $"{Python} is missing";
        }
    }
}

/// <summary>A test that is skipped, with the reason, where python3-onnx is missing.</summary>
internal sealed class PythonOnnxFactAttribute : FactAttribute
{
    public PythonOnnxFactAttribute() => Skip = PythonOnnx.Missing;
}

using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Finds and loads ONNX Runtime's shared library.</summary>
internal static class NativeLibraryLoader
{
    public const string FileName = "libonnxruntime.so.1";

    /// <summary>Beside the program, beside this assembly, then wherever the system's loader looks.</summary>
    public static IEnumerable<string> DefaultCandidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        if (Path.GetDirectoryName(typeof(NativeLibraryLoader).Assembly.Location) is { Length: > 0 } folder) yield return Path.Combine(folder, FileName);
        yield return FileName;
    }

    /// <summary>Loads the first candidate that exists (a bare name is left to the system's loader).</summary>
    /// <exception cref="DllNotFoundException">None is there, or one is there and can't be loaded; the message says which and why.</exception>
    public static nint Load(IEnumerable<string> candidates)
    {
        var tried = candidates.Distinct().ToList();
        foreach (string candidate in tried)
        {
            bool isFile = Path.IsPathRooted(candidate);
            if (isFile && !File.Exists(candidate)) continue;
            try
            {
                return NativeLibrary.Load(candidate);
            }
            catch (Exception error) when (isFile && error is DllNotFoundException or BadImageFormatException)
            {
                throw new DllNotFoundException(
                    $"ONNX Runtime's library {candidate} is there but can't be loaded on {RuntimeInformation.ProcessArchitecture}: {error.Message} "
                    + "Delete it and run scripts/setup, which fetches the one for this machine.", error);
            }
            catch (DllNotFoundException)
            {
                // The system's loader has none either: the message below names all places.
            }
        }

        throw new DllNotFoundException($"ONNX Runtime's library {FileName} was not found (looked for {string.Join(", ", tried)}): run scripts/setup, then build again.");
    }
}

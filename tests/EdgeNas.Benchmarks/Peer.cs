using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeNas.Benchmarks;

/// <summary>python3-torch in a process of its own, which works only while it is asked: a JSON object a line, answered with milliseconds.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(Process process) => _process = process;

    /// <summary>Null if python3-torch isn't installed.</summary>
    /// <param name="script">Below the program's folder.</param>
    /// <param name="allocator">Whether it gets the allocator settings that the tensor layer gives itself.</param>
    public static Peer? Start(string script, bool allocator, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // As the tensor layer here: threads spin for a moment, so that the process that isn't asked leaves the cores alone.
        start.Environment["GOMP_SPINCOUNT"] = "10000";
        if (allocator)
        {
            start.Environment["MALLOC_MMAP_THRESHOLD_"] = "1073741824";
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = "2147483647";
            start.Environment["MALLOC_TOP_PAD_"] = "268435456";
        }

        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() == "ready") return new Peer(process);
        process.Dispose();
        return null;
    }

    public double Milliseconds(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("python3-torch ended; its error is above");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Begins each line with the same words.</summary>
internal sealed class PrefixedOutput(ITestOutputHelper output, string prefix) : ITestOutputHelper
{
    public void WriteLine(string message) => output.WriteLine(prefix + message);

    public void WriteLine(string format, params object[] args) => WriteLine(string.Format(format, args));
}

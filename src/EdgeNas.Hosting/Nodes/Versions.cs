using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeNas.Hosting.Nodes;

/// <summary>What this process is made of; stored with every search that it creates.</summary>
public static class Versions
{
    public static string EdgeNas { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static ImmutableSortedDictionary<string, string> All() => ImmutableSortedDictionary<string, string>.Empty
        .Add("edgenas", EdgeNas)
        .Add("dotnet", Environment.Version.ToString())
        .Add("libtorch", TorchSharp.torch.__version__)
        .Add("os", RuntimeInformation.OSDescription)
        .Add("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
}

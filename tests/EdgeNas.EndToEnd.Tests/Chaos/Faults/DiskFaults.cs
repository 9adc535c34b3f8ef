using System.Diagnostics;

namespace EdgeNas.EndToEnd.Tests.Chaos.Faults;

/// <summary>
/// The disk of a worker's cache is full: a file system of a few kilobytes in its place, or, where this user may not mount one, a file instead of the folder.
/// </summary>
internal sealed record FullDisk() : Fault("full disk on a worker")
{
    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        string folder = run.Cluster.CacheOf(OneOf(random, run.Cluster.Workers));
        Directory.CreateDirectory(folder);
        bool isMounted = await CommandAsync("mount", "-t", "tmpfs", "-o", "size=16k", "none", folder);
        string aside = folder + ".aside";
        if (!isMounted)
        {
            Directory.Move(folder, aside);
            await File.WriteAllTextAsync(folder, "full");
        }

        try
        {
            return await run.MovesAsync(4, TimeSpan.FromSeconds(30));
        }
        finally
        {
            if (isMounted)
            {
                await CommandAsync("umount", "-l", folder);
            }
            else
            {
                File.Delete(folder);
                Directory.Move(aside, folder);
            }
        }
    }

    private static async Task<bool> CommandAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}

/// <summary>Bits flip in all that a worker has in its cache.</summary>
internal sealed record CorruptCache() : Fault("corrupted artifacts in a worker's cache")
{
    public override Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        string folder = run.Cluster.CacheOf(OneOf(random, run.Cluster.Workers));
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        int place = random.Next();
        return Task.FromResult(files.Select(file => Bits.Flip(file, place)).ToArray().Contains(true));
    }
}

/// <summary>A bit flips in the newest artifact of the store, and comes back as from a backup.</summary>
internal sealed record CorruptStore() : Fault("corrupted artifact in the store, restored later")
{
    private static readonly TimeSpan UntilRestored = TimeSpan.FromSeconds(4);

    public override async Task<bool> HappenAsync(ChaosRun run, Random random)
    {
        var newest = Directory.Exists(run.Cluster.Artifacts)
            ? new DirectoryInfo(run.Cluster.Artifacts).EnumerateFiles("*", SearchOption.AllDirectories).MaxBy(file => file.LastWriteTimeUtc)
            : null;
        int place = random.Next();
        if (newest is null || !Bits.Flip(newest.FullName, place)) return false;
        await run.MovesAsync(2, UntilRestored);
        return Bits.Flip(newest.FullName, place);
    }
}

/// <summary>Damage as disks do it.</summary>
internal static class Bits
{
    /// <summary>Flips one bit; flipped again the file is as it was.</summary>
    /// <returns>False where the file is empty, or gone meanwhile.</returns>
    public static bool Flip(string file, int place)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length == 0) return false;
            stream.Position = place % stream.Length;
            int value = stream.ReadByte();
            stream.Position = place % stream.Length;
            stream.WriteByte((byte)(value ^ 1));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

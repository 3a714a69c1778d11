using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>A file system of its own in memory, of a given size or closed to writing. Only root may mount one; others skip.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <param name="path">A folder; made if need be.</param>
    /// <param name="options">As mount(8) takes them.</param>
    public static async Task<SmallDisk> MountAsync(string path, string options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        var result = await RunAsync(cancellationToken, "mount", "-t", "tmpfs", "-o", options, "none", path);
        Assert.SkipUnless(result.Succeeded, $"No file system can be mounted here (needs root): {result.ErrorTail.Trim()}");
        return new SmallDisk(path);
    }

    public static string Kilobytes(int size) => string.Create(CultureInfo.InvariantCulture, $"size={size}k");

    public async Task ChangeAsync(string options, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken, "mount", "-o", $"remount,{options}", Path);
        Assert.True(result.Succeeded, result.ErrorTail);
    }

    public async ValueTask DisposeAsync() => await RunAsync(CancellationToken.None, "umount", "-l", Path);

    private static Task<ToolResult> RunAsync(CancellationToken cancellationToken, params string[] command) =>
        TestMedia.Runner.RunAsync(new ToolInvocation("/usr/bin/env", command), cancellationToken);
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rushes.Media.Tests.Encryption;

/// <summary>Another packager, in the folder of judges that RUSHES_JUDGES names.</summary>
internal static class ShakaPackager
{
    private static readonly string? Judges = Environment.GetEnvironmentVariable("RUSHES_JUDGES");

    private static string Program => Path.Combine(
        Judges ?? "", "node_modules", "shaka-packager", "bin",
        $"packager-linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}");

    public static void SkipWhenMissing() => Assert.SkipUnless(File.Exists(Program), "RUSHES_JUDGES names no folder with shaka-packager.");

    /// <summary>Fails on any other exit code than 0.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
    }
}

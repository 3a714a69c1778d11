using Rushes.Tools.Sandboxing;
using Xunit;

namespace Rushes.Testing;

/// <summary>The sandbox of this machine. What it lacks skips the test that needs it, with the reason.</summary>
public static class TestSandbox
{
    private static readonly Task<Sandbox> Found = new SandboxSurvey(TestMedia.Runner).FindAsync(
        new SandboxSearch
        {
            SearchPath = Environment.GetEnvironmentVariable("PATH"),
            LibraryPath = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH"),
        },
        CancellationToken.None);

    /// <summary>With bubblewrap, or the test is skipped.</summary>
    public static async Task<Sandbox> WithWallsAsync()
    {
        var sandbox = await Found;
        Assert.SkipUnless(sandbox.HasWalls, Lacking(sandbox));
        return sandbox;
    }

    /// <summary>With control groups, or the test is skipped.</summary>
    public static async Task<Sandbox> WithControlGroupsAsync()
    {
        var sandbox = await Found;
        Assert.SkipUnless(sandbox.HasControlGroups, Lacking(sandbox));
        return sandbox;
    }

    private static string Lacking(Sandbox sandbox) => string.Join("; ", sandbox.Parts.Select(part => part.Lacking).Where(text => text.Length > 0));
}

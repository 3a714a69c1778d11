namespace Rushes.Contracts;

public sealed partial class FunctionBuild
{
    /// <summary>As much of a digest as tells builds apart.</summary>
    private const int DigestLength = 12;

    /// <summary>
    /// With the tools as build metadata (semver.org, item 10): <c>encoding.avc@1.2.0+ffmpeg.3f2a9c1b0d12</c>. Two workers of the
    /// same build give the same bytes for the same work.
    /// </summary>
    public string Id => Tools.Count == 0 ? Release(Function, Version) : $"{Release(Function, Version)}+{string.Join('.', Tools.Select(Name))}";

    /// <summary>Whatever tools it runs: <c>encoding.avc@1.2.0</c>.</summary>
    public static string Release(string function, string version) => $"{function}@{version}";

    /// <summary>The release that a build is of.</summary>
    public static string ReleaseOf(string id) => id.Split('+')[0];

    private static string Name(ToolBuild tool) => $"{tool.Name}.{tool.Digest[..Math.Min(DigestLength, tool.Digest.Length)]}";
}

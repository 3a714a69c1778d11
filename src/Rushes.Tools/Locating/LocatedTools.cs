using Rushes.Contracts;

namespace Rushes.Tools.Locating;

/// <summary>What a search found. A tool that is missing or does not do has a failure here, and may still be named.</summary>
public sealed record LocatedTools(ToolInstallation? Ffmpeg, ToolInstallation? Ffprobe, IReadOnlyList<Failure> Failures)
{
    /// <summary>Whether everything that this version needs is there; both tools are then set.</summary>
    public bool Complete => Failures.Count == 0 && Ffmpeg is not null && Ffprobe is not null;
}

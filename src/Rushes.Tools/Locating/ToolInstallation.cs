using Rushes.Contracts;

namespace Rushes.Tools.Locating;

/// <summary>A tool as it was found on this machine.</summary>
/// <param name="Name"><c>ffmpeg</c> or <c>ffprobe</c>.</param>
/// <param name="Version">As the tool prints it: <c>n7.0-7-gd38bf5e08e-20240411</c>.</param>
/// <param name="Digest">SHA-256 of the executable, lower-case hex.</param>
public sealed record ToolInstallation(string Name, string Path, string Version, string Digest)
{
    /// <summary>Names of encoders; empty for ffprobe.</summary>
    public required IReadOnlySet<string> Encoders { get; init; }

    /// <summary>Names of filters; empty for ffprobe.</summary>
    public required IReadOnlySet<string> Filters { get; init; }

    /// <summary>Major version of libavutil, the one number that a release and a build from Git both have; 59 is FFmpeg 7.</summary>
    public required int LibavutilMajor { get; init; }

    /// <summary>
    /// Decoders and encoders are in the executable, so that its digest says which they are; else they come from libraries that may change without it.
    /// </summary>
    public bool IsSelfContained { get; init; }

    public bool HasLibvmaf => Filters.Contains("libvmaf");

    public bool Has(ToolRequirement requirement) =>
        (requirement.Kind == ToolFeature.Filter ? Filters : Encoders).Contains(requirement.Name);

    /// <summary>The build's identity, as it goes into reports and into every run's record.</summary>
    public ToolBuild ToBuild() => new() { Name = Name, Version = Version, Digest = Digest };
}

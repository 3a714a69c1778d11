using Rushes.Audio;
using Rushes.Encoding;
using Rushes.Inspection;
using Rushes.Packaging;
using Rushes.Platform.Services;
using Rushes.Quality;
using Rushes.Streaming;
using Rushes.Tools.Locating;
using Rushes.Validation;

namespace Rushes.Cli.Hosting;

/// <summary>The services of this program. The one place that knows them all; they do not know each other.</summary>
internal static class ServiceCatalog
{
    /// <summary>What the services are made of, for who reads or changes rows. The tools are not looked for: nothing of it may be run.</summary>
    public static IReadOnlyList<Service> Definitions { get; } = Create(new LocatedTools(Unlocated("ffmpeg"), Unlocated("ffprobe"), []));

    /// <summary>The one that <c>rushes package</c> asks; it asks no other.</summary>
    /// <param name="tools">Complete.</param>
    public static IReadOnlyList<Service> ForPackages(LocatedTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return [PackagingService.Create(tools.Ffmpeg ?? throw new ArgumentException("FFmpeg must have been found.", nameof(tools)), intoFolders: true)];
    }

    /// <summary>The one that <c>rushes inspect</c> asks.</summary>
    /// <param name="tools">Complete.</param>
    public static IReadOnlyList<Service> ForInspections(LocatedTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return tools is { Ffmpeg: { } ffmpeg, Ffprobe: { } ffprobe }
            ? [InspectionService.Create(ffmpeg, ffprobe)]
            : throw new ArgumentException("FFmpeg and ffprobe must have been found.", nameof(tools));
    }

    /// <summary>Those that <c>rushes quality</c> asks.</summary>
    /// <param name="tools">Complete.</param>
    public static IReadOnlyList<Service> ForQuality(LocatedTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return tools is { Ffmpeg: { } ffmpeg, Ffprobe: { } ffprobe }
            ? [InspectionService.Create(ffmpeg, ffprobe), QualityService.Create(ffmpeg)]
            : throw new ArgumentException("FFmpeg and ffprobe must have been found.", nameof(tools));
    }

    /// <summary>Those that <c>rushes validate</c> asks.</summary>
    /// <param name="tools">Complete.</param>
    public static IReadOnlyList<Service> ForValidation(LocatedTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return tools is { Ffmpeg: { } ffmpeg, Ffprobe: { } ffprobe }
            ? [InspectionService.Create(ffmpeg, ffprobe), ValidationService.Create(ffmpeg)]
            : throw new ArgumentException("FFmpeg and ffprobe must have been found.", nameof(tools));
    }

    /// <param name="tools">Complete.</param>
    /// <param name="intoFolders">Requests may name folders of this machine to write to: only where they all come from its user.</param>
    public static IReadOnlyList<Service> Create(LocatedTools tools, bool intoFolders = false)
    {
        ArgumentNullException.ThrowIfNull(tools);
        if (tools is not { Ffmpeg: { } ffmpeg, Ffprobe: { } ffprobe })
        {
            throw new ArgumentException("FFmpeg and ffprobe must have been found.", nameof(tools));
        }

        return
        [
            InspectionService.Create(ffmpeg, ffprobe),
            EncodingService.Create(ffmpeg),
            ValidationService.Create(ffmpeg),
            QualityService.Create(ffmpeg),
            AudioService.Create(ffmpeg),
            PackagingService.Create(ffmpeg, intoFolders),
            StreamingService.Create(intoFolders),
        ];
    }

    private static ToolInstallation Unlocated(string name) =>
        new(name, "", "", "") { Encoders = new HashSet<string>(), Filters = new HashSet<string>(), LibavutilMajor = 0 };
}

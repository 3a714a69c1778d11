using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>What a scan makes of a source, by name.</summary>
internal static class ScanFiles
{
    public const string Scanned = "scanned";
    public const string Timeline = "timeline.rtl";
    public const string Fingerprints = "fingerprints.rfp";
    public const string Groups = "groups.rcg";

    // Raised when something else is found, or written another way.
    private const string Form = "rushes scan 1";

    public static KeptResults Kept(FunctionContext context, ToolInstallation ffmpeg, ObjectRef media, VideoTrack video, Rational timeBase) =>
        new(context, ffmpeg, media, Form, video.ToString(), timeBase.ToString());

    public static async Task<ObjectRef?> KeepGroupsAsync(CodedGroups? groups, KeptResults kept, CancellationToken cancellationToken) =>
        groups is null ? null : await kept.KeepAsync(Groups, groups.WriteTo, cancellationToken);
}

using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>Settings as the services are asked.</summary>
internal static class TitleRequests
{
    /// <param name="settings">The command line, checked.</param>
    /// <param name="sourceUri">Where the services find the mezzanine.</param>
    public static PrepareTitleRequest Request(EncodeSettings settings, string sourceUri) => new()
    {
        SourceUri = sourceUri,
        Ladder = settings.Ladders[0],
        MoreLadders = { settings.Ladders.Skip(1) },
        ChunkMs = settings.ChunkMs,
        CollateMs = settings.CollateMs,
        Express = settings.Class == PriorityClass.Express,
        Mp4 = settings.Mp4,
        Steps = settings.Steps,
        ColourHandling = settings.ColourHandling,
        SegmentFiles = settings.SegmentFiles,
        ShotAligned = settings.ShotAligned,
        Quality = settings.Quality,
        Inspection = settings.Inspection,
        Remedies = { settings.Remedies },
    };

    public static Priority Priority(EncodeSettings settings) => new()
    {
        Class = settings.Class,
        Due = settings.Due is { } due ? Timestamp.FromDateTimeOffset(due) : null,
    };
}

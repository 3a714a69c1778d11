using Rushes.Packaging.Functions;

namespace Rushes.Packaging.Workflow;

/// <summary>How bright a picture is.</summary>
internal static class VideoRanges
{
    public const string Standard = "SDR";

    /// <returns>"SDR", "PQ" or "HLG", as HLS calls it: what the request says of the colour, else the stream; SDR where neither does.</returns>
    public static string Of((TrackSource Source, TrackTask Track) one) =>
        (TrackPlans.ColourOf(one.Track.Colour) ?? one.Source.Index.Format.Picture.Colour)?.VideoRange ?? Standard;
}

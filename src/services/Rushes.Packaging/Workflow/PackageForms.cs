using Rushes.Contracts;

namespace Rushes.Packaging.Workflow;

/// <summary>What a package is made of.</summary>
internal sealed record PackageForms(bool Hls, bool Dash, bool Mp4, bool Mov)
{
    public static readonly string[] Names = ["hls", "dash", "mp4", "mov"];

    public bool IsStreamed => Hls || Dash;

    /// <summary>As asked for; else streams, or QuickTime for pictures that players do not stream.</summary>
    public static PackageForms Of(PackageRequest request, IEnumerable<TrackSource> tracks)
    {
        if (request.Forms.Count > 0)
        {
            return new(request.Forms.Contains("hls"), request.Forms.Contains("dash"), request.Forms.Contains("mp4"), request.Forms.Contains("mov"));
        }

        return tracks.All(track => StreamedCodecs.Contains(track.Index.Format.Codec)) ? new(true, true, false, false) : new(false, false, false, true);
    }

    /// <summary>Why these tracks cannot be packaged so; none: they can.</summary>
    public IEnumerable<Failure> Refusals(IReadOnlyList<TrackSource> tracks)
    {
        if (!tracks.Any(track => track.Index.Format.Kind == Media.Isobmff.TrackKind.Video) && !tracks.Any())
        {
            yield return Failure.Refusal("package.no_tracks", "There is no picture and no sound to package.", "Name an index, or a file with a picture or sound in it.");
        }

        foreach (var track in tracks.Where(track => IsStreamed && !StreamedCodecs.Contains(track.Index.Format.Codec)))
        {
            var codec = track.Index.Format.Codec;
            yield return Failure.Refusal(
                "package.codec", $"{track.Name} is {codec}, which HLS and DASH do not carry.", "Package it with --mov, or encode it first: rushes encode.");
        }
    }
}

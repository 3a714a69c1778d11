using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Tools.Probing;

/// <summary>Where a scan leaves pictures for fingerprints, and how it makes them.</summary>
/// <param name="Path">Of the pictures.</param>
/// <param name="Filter">From a picture to that of its fingerprint.</param>
internal sealed record ScanPictures(string Path, string Filter)
{
    /// <summary>Four times the luma by which a picture differs from the one before, as the mean of each cell: half a level of noise can be told from one.</summary>
    private static readonly string Difference =
        $"scale=flags=accurate_rnd+bitexact,format=gray,tblend=all_mode=difference,lut=c0=min(4*val\\,255),scale={Fingerprint.Columns}:{Fingerprint.Rows}:flags=area+accurate_rnd+bitexact";

    /// <param name="video">The track.</param>
    /// <param name="pictures">What there is a picture of.</param>
    /// <param name="path">Of the pictures.</param>
    public static ScanPictures Of(ProbedVideo video, TimelinePictures pictures, string path)
    {
        var interlaced = pictures == TimelinePictures.Unspecified && FingerprintFilter.IsInterlaced(video.FieldOrder);
        return new(path, FingerprintFilter.For(video.Stored, interlaced, RgbPixels.Has(video.PixelFormat)))
        {
            Make = PictureFilter.For(pictures, video.FieldOrder, video.PixelFormat),
        };
    }

    /// <summary>Filters that leave the wanted ones of the decoded frames; none: all.</summary>
    public IEnumerable<string> Cut { get; init; } = [];

    /// <summary>From decoded frames to pictures; empty: they are the pictures.</summary>
    public string Make { get; init; } = "";

    /// <summary>Where to leave by how much each picture but the first differs from the one before; null: nobody asks.</summary>
    public string? DifferencesPath { get; init; }

    /// <summary>The loop filter changes pixels, never times, and costs a fifth of the decode; pictures
    /// need it where others are predicted from them, or errors grow up to the next key frame. Fields are matched as the encoder will match them.</summary>
    public string SkippedLoopFilter => DifferencesPath is null ? "noref" : "default";

    public string Graph(int streamIndex)
    {
        var frames = $"[0:{streamIndex}]{string.Join(',', (string[])[.. Cut, "split"])}[times][frames];[frames]{(Make.Length > 0 ? $"{Make}," : "")}";
        return DifferencesPath is null
            ? $"{frames}{Filter}[pictures]"
            : $"{frames}split[whole][moving];[whole]{Filter}[pictures];[moving]{Difference}[differences]";
    }

    // Pictures are counted, not timed: without setts a time that does not rise would lose one.
    public IEnumerable<string> Outputs()
    {
        (string Label, string? Path)[] outputs = [("pictures", Path), ("differences", DifferencesPath)];
        return outputs.Where(output => output.Path is not null).SelectMany(output => (string[])
        [
            "-map", $"[{output.Label}]", "-fps_mode", "passthrough", "-enc_time_base", "filter", "-bsf:v", "setts=ts=N",
            "-f", "rawvideo", "-y", $"file:{output.Path}",
        ]);
    }
}

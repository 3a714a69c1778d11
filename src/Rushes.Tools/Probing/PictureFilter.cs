using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>
/// FFmpeg's filters from decoded frames to the pictures of a timeline: the scan and the encoder use the same, so that picture n is the same
/// for both. What they make of a frame depends on the frames beside it alone; their output has finer ticks than their input.
/// </summary>
public static class PictureFilter
{
    /// <summary>Decoded frames on each side of a picture that it depends on, and one to spare.</summary>
    public const int Reach = 3;

    private static readonly string[] Matched = ["yuv420p", "yuv422p", "yuv444p"];

    /// <summary>Empty: decoded frames are the pictures.</summary>
    /// <param name="pictures">Of the timeline.</param>
    /// <param name="fieldOrder">As ffprobe says it; where it says none, frames do.</param>
    /// <param name="pixelFormat">Of the source.</param>
    public static string For(TimelinePictures pictures, string fieldOrder, string pixelFormat) => pictures switch
    {
        TimelinePictures.Film => $"{Match(Parity(fieldOrder), pixelFormat)},yadif=mode=send_frame:parity={Parity(fieldOrder)}:deint=interlaced",
        TimelinePictures.Fields => Deinterlace("send_field", fieldOrder),
        _ => "",
    };

    /// <summary>Whether fields can be woven as they are; of anything else a conversion would come first.</summary>
    public static bool CanMake(TimelinePictures pictures, string pixelFormat) => pictures != TimelinePictures.Film
        || Matched.Any(format => pixelFormat.StartsWith(format, StringComparison.Ordinal));

    /// <summary>Whether samples have as many bits afterwards, and not 8.</summary>
    public static bool KeepsDepth(TimelinePictures pictures, string pixelFormat) => pictures != TimelinePictures.Film || PixelFormatDepth.Of(pixelFormat, 0) <= 8;

    /// <summary>Keeps a part of the picture, at the very sample also where colour has fewer of them.</summary>
    public static string Crop(Rectangle area) => $"crop={area.Text}:exact=1";

    /// <summary>A picture for each frame, at its time.</summary>
    public static string Deinterlace(string fieldOrder) => Deinterlace("send_frame", fieldOrder);

    private static string Deinterlace(string mode, string fieldOrder) => $"bwdif=mode={mode}:parity={Parity(fieldOrder)}:deint=all";

    // 60 combed samples in a block, where FFmpeg wants 80: a fourth more frames of slow video are found, and still none of film.
    // Matching knows 8 bits only. (Its second input, for more of them, breaks memory in FFmpeg 7.0.)
    private static string Match(string order, string pixelFormat)
    {
        var match = $"fieldmatch=order={order}:combmatch=full:combpel=60";
        return KeepsDepth(TimelinePictures.Film, pixelFormat) ? match : $"scale=flags=accurate_rnd+bitexact,format={string.Join('|', Matched)},{match}";
    }

    // Containers whose fields are woven say "tb" for the top one first and "bt" for the bottom one.
    private static string Parity(string fieldOrder) => fieldOrder switch { "tt" or "tb" => "tff", "bb" or "bt" => "bff", _ => "auto" };
}

using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>
/// Which key a track takes, by the area of its picture, so that portrait and anamorphic pictures count like others. shaka-packager
/// counts so too, with the same border of HD; its border of SD is 768x576, which would call 16:9 pictures of 576 lines HD.
/// </summary>
public static class KeyLabels
{
    /// <summary>Luma samples of 576 lines with square pixels at 16:9 (Rec. ITU-R BT.601, 625 lines).</summary>
    public const int LargestSd = 1024 * 576;

    /// <summary>Luma samples of Rec. ITU-R BT.709.</summary>
    public const int LargestHd = 1920 * 1080;

    public static KeyLabel Of(TrackFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Kind == TrackKind.Audio ? KeyLabel.Audio : OfPicture(format.Width, format.Height);
    }

    private static KeyLabel OfPicture(long width, long height) => (width * height) switch
    {
        <= LargestSd => KeyLabel.Sd,
        <= LargestHd => KeyLabel.Hd,
        _ => KeyLabel.Uhd,
    };
}

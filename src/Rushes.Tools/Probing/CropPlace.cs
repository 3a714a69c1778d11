using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Tools.Probing;

/// <summary>
/// Fingerprints of cropped pictures as of the mezzanine's whole ones: they are put back to where they lay, so that the cells which the crop left
/// whole are the same.
/// </summary>
public sealed class CropPlace
{
    private readonly FingerprintSource _mezzanine;
    private readonly Rectangle _area;

    private CropPlace(FingerprintSource mezzanine, Rectangle area, WholeCells cells) => (_mezzanine, _area, Cells) = (mezzanine, area, cells);

    /// <summary>Those that say the same.</summary>
    public WholeCells Cells { get; }

    /// <param name="mezzanine">The whole picture.</param>
    /// <param name="area">Of it, that the cropped one shows at whatever size.</param>
    /// <returns>Null: it is too small for cells to be compared.</returns>
    public static CropPlace? Of(FingerprintSource mezzanine, Rectangle area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return WholeCells.Of(mezzanine, area.Left, area.Top, area.Width, area.Height) is { } cells ? new CropPlace(mezzanine, area, cells) : null;
    }

    /// <summary>FFmpeg filters from a cropped picture to the fingerprint. What lies around it is not looked at.</summary>
    /// <param name="picture">The size of the cropped one.</param>
    /// <param name="interlaced">Of two fields.</param>
    public string Filter(Resolution picture, bool interlaced)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (left, top) = (Even(_area.Left, picture.Width, _area.Width), Even(_area.Top, picture.Height, _area.Height));
        var whole = new Resolution
        {
            Width = Math.Max(left + picture.Width, Even(_mezzanine.Width, picture.Width, _area.Width)),
            Height = Math.Max(top + picture.Height, Even(_mezzanine.Height, picture.Height, _area.Height)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"pad={whole.Width}:{whole.Height}:{left}:{top},{FingerprintFilter.For(whole, interlaced)}");
    }

    // Where chroma has fewer samples, FFmpeg pads by even numbers.
    private static int Even(int samples, int size, int of) => 2 * (int)Math.Round((double)samples * size / of / 2);
}

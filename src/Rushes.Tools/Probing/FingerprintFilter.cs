using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Tools.Probing;

/// <summary>
/// FFmpeg filters from a frame to the picture of its fingerprint. Bit-exact and with full rounding: a cell is the mean of thousands of
/// samples, and truncated products would make it darker by a level or two.
/// </summary>
public static class FingerprintFilter
{
    // Lines enough for means that do not depend on which lines they are. Reading all of a large picture takes four times as long.
    private const int LeastLines = 16 * Fingerprint.Rows;

    private const int WidestInOneStep = 96 * Fingerprint.Columns;

    private const string Means = "flags=area+accurate_rnd+bitexact";

    /// <param name="picture">Its size, upright or not.</param>
    /// <param name="rgb">Its samples are red, green and blue: then luma is that which they are encoded to, of BT.709.</param>
    /// <param name="interlaced">Then all lines are read: leaving out every other one would leave out a field.</param>
    public static string For(Resolution picture, bool interlaced, bool rgb = false)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var halvings = interlaced ? 0 : Math.Max(0, int.Log2(Math.Max(1, Math.Min(picture.Width, picture.Height) / LeastLines)));
        // Half of the lines that are left, without copying. Which half the last time brings the lines' middle nearest to the picture's.
        var fewer = string.Concat(Enumerable.Range(1, halvings).Select(halving => halving < halvings ? "field=top," : "field=bottom,"));
        // Of more than about 128 samples in one step the scaler makes two steps of its own, of which the second only picks.
        var narrower = picture.Width > WidestInOneStep ? $"scale={16 * Fingerprint.Columns}:ih:{Means}," : "";
        return string.Create(CultureInfo.InvariantCulture, $"{fewer}{(rgb ? $"scale={Means}:out_color_matrix=bt709:out_range=tv,format=yuv444p," : "")}{narrower}scale={Fingerprint.Columns}:{Fingerprint.Rows}:{Means},format=gray");
    }

    /// <param name="fieldOrder">As ffprobe says it.</param>
    public static bool IsInterlaced(string fieldOrder) => fieldOrder is "tt" or "bb" or "tb" or "bt";
}

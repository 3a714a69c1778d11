using Rushes.Media.Conformance.Judges;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance;

/// <summary>
/// The buffer in front of a decoder, and what one part of a stream may make of it. Where each part finds the buffer as full as the part before
/// has to leave it, the whole keeps it: none of them has to know the others.
/// </summary>
/// <param name="Rate">Bit/s that fill it; more than 0.</param>
/// <param name="Size">Bits; more than 0.</param>
/// <param name="Found">Of the size, when the first picture of the part is due.</param>
/// <param name="Left">Of the size, at least, when the next part's is.</param>
public sealed record DecoderBuffer(double Rate, double Size, double Found, double Left)
{
    /// <summary>Of the size, at the start of a stream. x264 and x265 start there; and MPEG-2 encoders lower, which a bucket of a full one forgives.</summary>
    public const double Initial = 0.9;

    /// <returns>Whether every picture has come when it is due (Annex C of Rec. ITU-T H.264, over whole samples), and enough is left.</returns>
    public bool Suffices(FragmentedFile part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var bucket = new LeakyBucket(Rate, Size, Found);
        var waited = 0.0;
        foreach (var sample in part.Samples)
        {
            if (bucket.Take(waited, sample.Size * 8L) > 0)
            {
                return false;
            }

            waited = (double)sample.Duration / part.Timescale;
        }

        bucket.Fill(waited);
        return bucket.Fullness >= Left;
    }
}

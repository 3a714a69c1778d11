namespace Rushes.Media.Conformance.Judges;

/// <summary>
/// The buffer in front of a decoder: filled at a rate, emptied of each picture at its time (Annex C of Rec. ITU-T H.264 and H.265,
/// Annex C of H.262). What has not come when it is due is an underflow.
/// </summary>
/// <param name="rate">Bit/s.</param>
/// <param name="size">Bits.</param>
/// <param name="fullness">Of the size, when the first picture is due.</param>
internal sealed class LeakyBucket(double rate, double size, double fullness)
{
    private double _bits = size * fullness;

    /// <summary>Of the size; below 0 where bits are missing.</summary>
    public double Fullness => _bits / size;

    public void Fill(double seconds) => _bits = Math.Min(size, _bits + (rate * seconds));

    /// <summary>Takes a picture out.</summary>
    /// <param name="seconds">Since the picture before.</param>
    /// <param name="bits">Of the picture.</param>
    /// <returns>Bits that have not come yet; 0: all have.</returns>
    public double Take(double seconds, long bits)
    {
        Fill(seconds);
        _bits -= bits;
        return Math.Max(0, -_bits);
    }
}

namespace Rushes.Quality.Comparing;

/// <summary>
/// Which frames of a film stand for all of them: one in each of equal parts, at a place drawn once for all. Frames that lay evenly would be
/// of the same kind each time, since encoders repeat a pattern; neighbours would be much alike, so that places are worth more than runs.
/// Every frame of a part is as likely as any other, so that their mean is that of all frames but for chance.
/// </summary>
internal static class SamplePlaces
{
    /// <summary>The draw that is measured; others tell beforehand what one costs.</summary>
    public const int Measured = 0;

    /// <param name="frames">Of the film.</param>
    /// <param name="count">1 to <paramref name="frames"/>.</param>
    /// <param name="draw">Another one, other places.</param>
    /// <returns>In order.</returns>
    public static int[] Draw(int frames, int count, int draw = Measured) =>
        [.. Enumerable.Range(0, count).Select(part => Place(part, draw, (long)frames * part / count, (long)frames * (part + 1) / count))];

    private static int Place(int part, int draw, long from, long to) => (int)(from + (long)(Drawn(((ulong)draw << 32) + (ulong)part) % (ulong)(to - from)));

    // SplitMix64: the same places in every film of the length, on every machine.
    private static ulong Drawn(ulong number)
    {
        var mixed = (number + 1) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}

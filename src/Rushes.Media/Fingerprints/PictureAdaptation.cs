namespace Rushes.Media.Fingerprints;

/// <summary>What becomes of the mezzanine's picture, where its levels are mapped.</summary>
/// <param name="levels">From each level of the mezzanine to the encode's; null: the same.</param>
internal sealed class PictureAdaptation(byte[]? levels = null)
{
    public void Apply(ReadOnlySpan<byte> picture, Span<byte> adapted)
    {
        picture.CopyTo(adapted);
        if (levels is not null)
        {
            foreach (ref var cell in adapted)
            {
                cell = levels[cell];
            }
        }
    }
}

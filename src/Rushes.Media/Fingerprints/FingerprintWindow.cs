namespace Rushes.Media.Fingerprints;

/// <summary>The mezzanine's frames around one that moves forward, as the encode should show them.</summary>
/// <param name="mezzanine">All of its frames.</param>
/// <param name="reach">How many frames on each side.</param>
/// <param name="adaptation">From the mezzanine's picture to what the encode should show.</param>
internal sealed class FingerprintWindow(FingerprintReader mezzanine, int reach, PictureAdaptation adaptation)
{
    private readonly byte[] _pictures = new byte[((2 * reach) + 1) * Fingerprint.Size];
    private int _end;

    /// <summary>The frame in the middle.</summary>
    public int Centre { get; private set; } = -1;

    public async ValueTask MoveToAsync(int centre, CancellationToken cancellationToken)
    {
        var first = Math.Max(0, centre - reach);
        if (first > _end || centre < Centre)
        {
            _end = first;
        }

        for (; _end <= Math.Min(centre + reach, mezzanine.Count - 1); _end++)
        {
            var picture = await mezzanine.ReadAsync(_end, cancellationToken).ConfigureAwait(false);
            adaptation.Apply(picture.Span, Slot(_end));
        }

        Centre = centre;
    }

    /// <returns>False: the mezzanine has no such frame.</returns>
    public bool TryGet(int offset, out ReadOnlySpan<byte> picture)
    {
        var frame = Centre + offset;
        var exists = frame >= 0 && frame < mezzanine.Count;
        picture = exists ? Slot(frame) : default;
        return exists;
    }

    private Span<byte> Slot(int frame) => _pictures.AsSpan(frame % ((2 * reach) + 1) * Fingerprint.Size, Fingerprint.Size);
}

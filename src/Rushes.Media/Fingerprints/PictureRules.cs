namespace Rushes.Media.Fingerprints;

/// <summary>What an encode does to the mezzanine's pictures on purpose.</summary>
/// <param name="FirstFrame">Of the mezzanine, that is frame 0 of the encode.</param>
/// <param name="MapsTones">Whether levels may change by any rule that is the same for the whole encode and never turns dark to bright.</param>
/// <param name="IsDeinterlaced">Whether two fields became one picture.</param>
public sealed record PictureRules(int FirstFrame, bool MapsTones, bool IsDeinterlaced);

/// <summary>The pictures of a part of an encode.</summary>
/// <param name="Number">Of the chunk; they may be with gaps, as a part that cannot be decoded has no pictures.</param>
/// <param name="First">The frame that it should start with, as the encode counts.</param>
/// <param name="OpenAsync">Its stored fingerprints, seekable; may be called several times.</param>
public sealed record ComparedChunk(int Number, int First, Func<CancellationToken, Task<Stream>> OpenAsync)
{
    /// <summary>Those of the mezzanine that it shows; null: all of them.</summary>
    public WholeCells? Cells { get; init; }

    internal async Task<FingerprintReader> ReaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        var reader = await FingerprintReader.OpenAsync(stream, cancellationToken).ConfigureAwait(false);
        reader.Cells = Cells;
        return reader;
    }
}

namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// Whether the pictures or the sound of a file are encrypted (ISO/IEC 14496-12 §8.12): by the types of its sample entries alone, so that no table is
/// read, and a file that is damaged elsewhere tells, too. Decoders without the key make noise of such samples.
/// </summary>
public static class EncryptedMovie
{
    // Of hostile files; what others have before their sample entries is some dozens.
    private const int MostBoxes = 10_000;

    // Version, flags and number of entries (§8.5.2).
    private const int DescriptionFields = 8;

    /// <param name="stream">Seekable; read from its start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns><c>encv</c> or <c>enca</c>, the first that there is; null: none, or no such file.</returns>
    public static async Task<BoxType?> FindEntryAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[BoxHeader.LongSize];
        var offset = 0L;
        for (var boxes = 0; boxes < MostBoxes && offset < stream.Length; boxes++)
        {
            stream.Position = offset;
            var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (Find(start.AsSpan(0, read), stream.Length - offset, offset) is not { } box || box.Type.Is("moof"u8))
            {
                return null;
            }

            if (box.Type.Is("encv"u8) || box.Type.Is("enca"u8))
            {
                return box.Type;
            }

            // Sizes are of whoever wrote the file: beyond its end there is nothing, and no number.
            var step = HoldsEntries(box.Type) ? box.HeaderSize : box.Type.Is("stsd"u8) ? box.HeaderSize + DescriptionFields : box.Size;
            offset += Math.Min(step, stream.Length - offset);
        }

        return null;
    }

    private static bool HoldsEntries(BoxType type) =>
        type.Is("moov"u8) || type.Is("trak"u8) || type.Is("mdia"u8) || type.Is("minf"u8) || type.Is("stbl"u8);

    private static BoxHeader? Find(ReadOnlySpan<byte> start, long available, long offset)
    {
        try
        {
            return BoxHeader.ParseOpen(start, available, offset, "file");
        }
        catch (MediaFormatException)
        {
            return null;
        }
    }
}

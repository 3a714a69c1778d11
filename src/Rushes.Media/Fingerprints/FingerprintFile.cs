namespace Rushes.Media.Fingerprints;

/// <summary>
/// The stored form of fingerprints (<c>.rfp</c>): the magic "RFP1"; a byte each for columns, rows, and whether the frames have two
/// fields; a byte of 0; then <see cref="Fingerprint.Size"/> bytes for each frame in presentation order, and nothing else.
/// </summary>
public static class FingerprintFile
{
    internal const int HeaderSize = 8;

    private const int FieldsAt = 6;

    /// <summary>What stands before the frames.</summary>
    /// <param name="interlaced">Whether the frames have two fields.</param>
    public static byte[] Header(bool interlaced) =>
        [.. "RFP1"u8, Fingerprint.Columns, Fingerprint.Rows, interlaced ? (byte)1 : (byte)0, 0];

    /// <summary>Whether the frames have two fields.</summary>
    /// <exception cref="MediaFormatException">These are no fingerprints of the form that we compare.</exception>
    internal static bool IsInterlaced(ReadOnlySpan<byte> header)
    {
        var expected = Header(interlaced: header.Length == HeaderSize && header[FieldsAt] == 1);
        return header.SequenceEqual(expected)
            ? header[FieldsAt] == 1
            : throw new MediaFormatException($"does not start as fingerprints of {Fingerprint.Columns} by {Fingerprint.Rows} cells do", 0);
    }
}

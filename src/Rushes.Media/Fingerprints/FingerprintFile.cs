using System.Buffers.Binary;

namespace Rushes.Media.Fingerprints;

/// <summary>
/// The stored form of fingerprints (<c>.rfp</c>): the magic "RFP1"; a byte each for columns, rows, and whether the frames have two
/// fields; a byte of 0; width and height of the frames, upright, in 16 bits each, big endian; then <see cref="Fingerprint.Size"/>
/// bytes for each frame in presentation order, and nothing else.
/// </summary>
public static class FingerprintFile
{
    internal const int HeaderSize = 12;

    /// <summary>The stored form of pictures that lie one behind the other, to be read once; nothing is copied before.</summary>
    /// <param name="pictures">Of frames in presentation order; disposed with the result.</param>
    /// <param name="source">What they are pictures of.</param>
    public static Stream FromPictures(Stream pictures, FingerprintSource source) => new PrefixedStream(Header(source), pictures);

    /// <summary>Writes the stored form of some of the pictures.</summary>
    /// <param name="all">Stored.</param>
    /// <param name="frames">Which of them; cheapest ascending.</param>
    /// <param name="stream">Written from where it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(FingerprintReader all, IEnumerable<int> frames, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(Header(all.Source), cancellationToken).ConfigureAwait(false);
        foreach (var frame in frames)
        {
            await stream.WriteAsync(await all.ReadAsync(frame, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    internal static byte[] Header(FingerprintSource source)
    {
        var header = new byte[HeaderSize];
        "RFP1"u8.CopyTo(header);
        (header[4], header[5], header[6]) = (Fingerprint.Columns, Fingerprint.Rows, source.IsInterlaced ? (byte)1 : (byte)0);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(8), checked((ushort)source.Width));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), checked((ushort)source.Height));
        return header;
    }

    /// <exception cref="MediaFormatException">These are no fingerprints of the form that we compare.</exception>
    internal static FingerprintSource ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length == HeaderSize)
        {
            var source = new FingerprintSource(
                BinaryPrimitives.ReadUInt16BigEndian(header[8..]), BinaryPrimitives.ReadUInt16BigEndian(header[10..]), header[6] == 1);
            if (header.SequenceEqual(Header(source)))
            {
                return source;
            }
        }

        throw new MediaFormatException($"does not start as fingerprints of {Fingerprint.Columns} by {Fingerprint.Rows} cells do", 0);
    }
}

/// <summary>What fingerprints are of.</summary>
/// <param name="Width">Of the upright picture, samples.</param>
/// <param name="Height">Of the upright picture, samples.</param>
/// <param name="IsInterlaced">Whether a frame has two fields.</param>
public sealed record FingerprintSource(int Width, int Height, bool IsInterlaced);

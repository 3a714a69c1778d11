using System.Security.Cryptography;
using System.Text;

namespace Rushes.Media.Encryption;

/// <summary>
/// The stored form of a <see cref="SampleMap"/>: "RSM1", the scheme's letters, in cenc the digest, the count; then of each sample
/// the count of its subsamples, and of each of those its clear and protected bytes. Numbers have 7 bits a byte, the lowest first.
/// </summary>
internal static class SampleMapFile
{
    private static ReadOnlySpan<byte> Magic => "RSM1"u8;

    public static void Write(SampleMap map, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(map.Scheme.Letters());
        writer.Write(map.Content.Span);
        writer.Write7BitEncodedInt(map.Count);
        for (var sample = 0; sample < map.Count; sample++)
        {
            var subsamples = map.Subsamples(sample);
            writer.Write7BitEncodedInt(subsamples.Length);
            foreach (var subsample in subsamples)
            {
                writer.Write7BitEncodedInt(subsample.ClearBytes);
                writer.Write7BitEncodedInt64(subsample.ProtectedBytes);
            }
        }
    }

    public static SampleMap Read(Stream stream)
    {
        // What is left out or too large ends in one of these.
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return Read(reader);
        }
        catch (Exception wrong) when (wrong is EndOfStreamException or FormatException or OverflowException)
        {
            throw new MediaFormatException("sample map: is cut off, or has a number that cannot be", 0, wrong);
        }
    }

    private static SampleMap Read(BinaryReader reader)
    {
        var scheme = reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic) ? ReadScheme(reader) : throw new MediaFormatException("sample map: does not start with RSM1", 0);
        var content = scheme == EncryptionScheme.Cenc ? reader.ReadBytes(SHA256.HashSizeInBytes) : [];
        var samples = new SampleAuxiliaryTable(ivSize: 0);
        var subsamples = new List<Subsample>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            subsamples.Clear();
            for (var entries = reader.Read7BitEncodedInt(); entries > 0; entries--)
            {
                subsamples.Add(new Subsample(checked((ushort)reader.Read7BitEncodedInt()), checked((uint)reader.Read7BitEncodedInt64())));
            }

            samples.Add(default, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(subsamples));
        }

        return new SampleMap(scheme, samples, content);
    }

    private static EncryptionScheme ReadScheme(BinaryReader reader)
    {
        var letters = reader.ReadBytes(4);
        return letters.AsSpan().SequenceEqual(EncryptionScheme.Cbcs.Letters()) ? EncryptionScheme.Cbcs
            : letters.AsSpan().SequenceEqual(EncryptionScheme.Cenc.Letters()) ? EncryptionScheme.Cenc
            : throw new MediaFormatException("sample map: is of a scheme that is not known here", 4);
    }
}

using System.Collections;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Encryption;

/// <summary>What a file says of the encrypted samples of a track: which they are, and the vector and clear bytes of each.</summary>
internal sealed class ProtectedSamples
{
    private readonly BitArray _areProtected;

    private ProtectedSamples(TrackEncryption track, int count)
    {
        Track = track;
        Table = new SampleAuxiliaryTable(track.IvSize);
        _areProtected = new BitArray(count);
    }

    /// <summary>What <c>tenc</c> says.</summary>
    public TrackEncryption Track { get; }

    /// <summary>Of all samples, in decode order.</summary>
    public SampleAuxiliaryTable Table { get; }

    /// <summary>Whether a sample is encrypted; those of a clear lead are not.</summary>
    public bool this[int sample] => _areProtected[sample];

    /// <param name="file">The whole file.</param>
    /// <param name="track">With a protected sample entry.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaFormatException">What it says cannot be.</exception>
    public static async Task<ProtectedSamples> ReadAsync(Stream file, MovieTrack track, CancellationToken cancellationToken)
    {
        var entry = track.SampleEntries.FirstOrDefault(entry => ProtectedSampleEntry.IsProtected(entry.Type))
            ?? throw new MediaFormatException("moov/trak/mdia/minf/stbl/stsd: no entry is protected", 0);
        var samples = new ProtectedSamples(ProtectedSampleEntry.Parse(entry.Bytes.Span).Track, checked((int)track.Samples.Count));
        foreach (var box in track.SampleProtection.Where(box => box.Place.Type.Is("senc"u8)))
        {
            var bytes = new byte[box.Place.Size];
            file.Position = box.Place.Offset;
            await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            samples.Add(bytes, box);
        }

        samples.FillTo(samples._areProtected.Count);
        foreach (var (number, sample) in track.Samples.Index())
        {
            samples._areProtected[number] = track.SampleEntries[sample.Entry].Protection is not null;
        }

        return samples;
    }

    // ISO/IEC 23001-7 §7.2: sample_count stands behind version and flags.
    private void Add(ReadOnlySpan<byte> box, SampleProtectionBox place)
    {
        var reader = new BoxReader(box, place.Place.Offset, "moof/traf");
        reader.TryReadBox(out _, out var content);
        var start = content;
        content.ReadVersionAndFlags();
        var count = content.ReadUInt32();
        if (place.FirstSample < Table.Count || count > _areProtected.Count - place.FirstSample)
        {
            throw content.Malformed($"has {count} samples from {place.FirstSample} on, the track {_areProtected.Count}");
        }

        FillTo((int)place.FirstSample);
        SampleEncryptionBox.Parse(start, (int)count, Table);
    }

    // Without the box samples are clear, or encrypted whole under the constant vector (§7.2, §8.2).
    private void FillTo(int count)
    {
        Span<byte> iv = stackalloc byte[Table.IvSize];
        iv.Clear();
        while (Table.Count < count)
        {
            Table.Add(iv, []);
        }
    }
}

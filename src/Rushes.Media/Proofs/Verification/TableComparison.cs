using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>A media file's own word about its frames, held against its index.</summary>
internal static class TableComparison
{
    /// <param name="path">Of the file, for messages.</param>
    /// <param name="index">Of its frames.</param>
    /// <param name="layout">Where the index says that they lie.</param>
    /// <param name="file">Its own word.</param>
    /// <param name="encryption">As the proof says it; null: there is no proof, or its frames are clear.</param>
    public static IEnumerable<ProofProblem> Compare(string path, FrameIndex index, FrameLayout layout, FragmentedFile file, ProvenEncryption? encryption)
    {
        if (file.Timescale != index.Timescale)
        {
            yield return Problem(path, $"has {file.Timescale} ticks a second, its index {index.Timescale}");
        }

        if (FindOtherFormat(index, file, encryption) is { } format)
        {
            yield return Problem(path, format);
        }

        if (file.Samples.Count != index.Count)
        {
            yield return Problem(path, $"has {file.Samples.Count} frames, its index {index.Count}");
        }

        if (FirstDifferent(path, index, layout, file) is { } frame)
        {
            yield return frame;
        }
    }

    private static string? FindOtherFormat(FrameIndex index, FragmentedFile file, ProvenEncryption? encryption)
    {
        try
        {
            var format = TrackFormat.FromSampleEntry(file.Kind, ClearEntry(index, file, encryption));
            return format.Equals(index.Format) ? null : $"needs a decoder for {format.Codecs} other than that of its index ({index.Format.Codecs})";
        }
        catch (MediaFormatException unknown)
        {
            return $"has a sample entry of another kind than its index: {unknown.What}";
        }
    }

    /// <exception cref="MediaFormatException">The track is not encrypted as the proof says.</exception>
    private static ReadOnlyMemory<byte> ClearEntry(FrameIndex index, FragmentedFile file, ProvenEncryption? encryption)
    {
        if (index.Encryption is not { } scheme)
        {
            return file.SampleEntry;
        }

        var (clear, found) = ProtectedSampleEntry.Parse(file.SampleEntry.Span);
        return found.Scheme == scheme && (encryption is null || (scheme.Name(), found.KeyId) == (encryption.Scheme, encryption.KeyId))
            ? clear
            : throw new MediaFormatException($"{found.Scheme.Name()} under the key {found.KeyId}", 0);
    }

    private static ProofProblem? FirstDifferent(string path, FrameIndex index, FrameLayout layout, FragmentedFile file)
    {
        var (first, difference, count) = (0, "", 0);
        for (var i = 0; i < Math.Min(index.Count, file.Samples.Count); i++)
        {
            if (Difference(index, i, layout.Offsets[i], file.Samples[i]) is { } found && count++ == 0)
            {
                (first, difference) = (i, found);
            }
        }

        return count == 0 ? null : Problem(path, $"{difference}; {count} frames differ so") with
        {
            Frame = index.PresentationOrder(first),
            Time = new Rational(index.PresentationTime(first), index.Timescale),
            Offset = file.Samples[first].Offset,
        };
    }

    private static string? Difference(FrameIndex index, int frame, long offset, Sample sample) =>
        sample.Offset != offset || sample.Size != index.Size(frame)
            ? $"has {sample.Size} bytes at {sample.Offset} by the boxes, {index.Size(frame)} bytes at {offset} by the index"
        : sample.DecodeTime != index.Origin + index.DecodeTime(frame) || sample.CompositionTime != index.Origin + index.PresentationTime(frame)
            ? $"is decoded at {sample.DecodeTime} and shown at {sample.CompositionTime} by the boxes, "
                + $"at {index.Origin + index.DecodeTime(frame)} and {index.Origin + index.PresentationTime(frame)} by the index"
        : sample.Duration != index.Duration(frame) ? $"lasts {sample.Duration} ticks by the boxes, {index.Duration(frame)} by the index"
        : sample.IsKey != index.IsKey(frame) ? $"is {(sample.IsKey ? "a" : "no")} key frame by the boxes, {(index.IsKey(frame) ? "a" : "no")} key frame by the index"
        : null;

    private static ProofProblem Problem(string path, string message) => new(ProofProblemCodes.Tables, path, message);
}

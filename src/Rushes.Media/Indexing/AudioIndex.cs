using System.Collections;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>The index of an audio track: one file, access units one after another, the first of them before presentation time 0.</summary>
public static class AudioIndex
{
    /// <param name="chunk">The whole track; its number is 0.</param>
    /// <param name="priming">Samples that the decoder puts out before presentation time 0, not negative.</param>
    public static FrameIndexResult Build(ChunkFile chunk, int priming)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentOutOfRangeException.ThrowIfNegative(priming);
        var samples = chunk.File.Samples;
        if (samples.Count == 0)
        {
            return Refused(IndexProblemCodes.FrameCount, "The track has no sound in it.", null);
        }

        TrackFormat format;
        try
        {
            format = chunk.File.Kind == TrackKind.Audio
                ? TrackFormat.FromSampleEntry(TrackKind.Audio, chunk.File.SampleEntry)
                : throw new MediaFormatException("holds no sound", 0);
        }
        catch (MediaFormatException refused)
        {
            return Refused(IndexProblemCodes.FormatUnknown, refused.Message, null);
        }

        var problems = Check(chunk).ToArray();
        return problems.Length > 0
            ? new FrameIndexResult(null, problems)
            : new FrameIndexResult(Create(chunk, format, priming), []);
    }

    private static FrameIndex Create(ChunkFile chunk, TrackFormat format, int priming)
    {
        var samples = chunk.File.Samples;

        // Priming is counted in samples of sound; the track's clock may be another.
        var first = -((long)priming * chunk.File.Timescale / format.SampleRate);
        var table = new FrameTable
        {
            Sizes = [.. samples.Select(sample => (int)sample.Size)],
            Offsets = [.. samples.Select(sample => sample.Offset)],
            Times = [.. samples.Select(sample => first + sample.DecodeTime - samples[0].DecodeTime)],
            LastDuration = samples[samples.Count - 1].Duration,
            Shown = null,
            Keys = new BitArray((int)samples.Count, defaultValue: true),
        };
        var file = new IndexedChunk(chunk.Uri, chunk.Size, chunk.Digest, 0, (int)samples.Count);
        return new FrameIndex(format, chunk.File.Timescale, 0, [file], table);
    }

    private static IEnumerable<IndexProblem> Check(ChunkFile chunk)
    {
        var samples = chunk.File.Samples;
        var expected = samples[0].DecodeTime;
        foreach (var (i, sample) in samples.Index())
        {
            if (sample.DecodeTime != expected || sample.Duration == 0)
            {
                yield return new IndexProblem(
                    IndexProblemCodes.Gap, $"Access unit {i} is at {sample.DecodeTime} instead of {expected}.", chunk.Number, i);
            }

            if (sample.Offset > chunk.Size - sample.Size)
            {
                yield return new IndexProblem(IndexProblemCodes.BeyondEnd, $"The file ends before access unit {i}.", chunk.Number, i);
            }

            expected = sample.DecodeTime + sample.Duration;
        }
    }

    private static FrameIndexResult Refused(string code, string message, long? frame) =>
        new(null, [new IndexProblem(code, message, 0, frame)]);
}

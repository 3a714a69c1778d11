using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Where the frames of a track lie by the tables of its file. Frames of uncompressed sound are blocks of samples, as its index has them.</summary>
internal static class MovieFrames
{
    /// <param name="track">Of the file.</param>
    /// <param name="index">Of the same frames, wherever it says that they lie.</param>
    /// <exception cref="MediaFormatException">The tables have other frames; the offset is that of the first.</exception>
    public static FrameLayout Of(MovieTrack track, FrameIndex index)
    {
        var perFrame = index.Format.PcmSampleSize;
        var offsets = new long[index.Count];
        var next = 0L;
        for (var frame = 0; frame < index.Count; frame++)
        {
            var samples = perFrame > 0 ? index.Size(frame) / perFrame : 1;
            if (next + samples > track.Samples.Count || samples == 0)
            {
                throw new MediaFormatException($"has {track.Samples.Count} samples, too few for the {index.Count} frames of the index", 0);
            }

            offsets[frame] = Place(track.Samples, next, samples, index.Size(frame));
            next += samples;
        }

        return next == track.Samples.Count
            ? new FrameLayout(offsets, index.Frames.Sizes, FrameLayout.PlaceIn(index))
            : throw new MediaFormatException($"has {track.Samples.Count} samples, {index.Count} frames of the index are {next}", 0);
    }

    /// <summary>Without an index: enough to tell frames from boxes.</summary>
    /// <exception cref="MediaFormatException">The tables cannot be read as frames.</exception>
    public static FrameLayout Of(MovieTrack track)
    {
        var kind = track.Handler.Is("vide"u8) ? TrackKind.Video : TrackKind.Audio;
        var format = TrackFormat.FromSampleEntry(kind, track.SampleEntries[0].Bytes);
        var shift = EditedTimes.Of(track).Shift;
        var samples = format.PcmSampleSize > 0 ? PcmBlocks.Of(track, format) : MovieSamples.Of(track);
        return new FrameLayout(
            [.. samples.Select(sample => sample.Offset)], [.. samples.Select(sample => sample.Size)],
            frame => (samples.Count(sample => sample.Time < samples[frame].Time), new Rational(samples[frame].Time + shift, track.Timescale)));
    }

    private static long Place(SampleTable samples, long first, int count, int size)
    {
        var (start, last) = (samples[first], samples[first + count - 1]);
        return (long)start.Size * count == size && last.Size == start.Size && last.Offset - start.Offset == size - start.Size
            ? start.Offset
            : throw new MediaFormatException($"sample {first} has {start.Size} bytes at {start.Offset}, by the index it is {size} bytes", start.Offset);
    }
}

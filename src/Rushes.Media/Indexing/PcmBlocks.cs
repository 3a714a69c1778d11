using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Indexing;

/// <summary>
/// Uncompressed sound has a sample for each instant: hundreds of millions in a film. They are indexed in blocks of a tenth of a
/// second that lie in one piece.
/// </summary>
internal static class PcmBlocks
{
    public static List<MovieSample> Of(MovieTrack track, TrackFormat format)
    {
        var blocks = new List<MovieSample>();
        var longest = Math.Max(1, format.SampleRate / 10);
        for (var first = 0L; first < track.Samples.Count;)
        {
            var sample = track.Samples[first];
            if (!sample.IsPresent)
            {
                break;
            }

            if (sample.Size != format.PcmSampleSize || sample.Duration == 0)
            {
                throw new MediaFormatException($"a sample of {sample.Size} bytes where {format.Channels} channels of sound take {format.PcmSampleSize}", sample.Offset);
            }

            var count = CountTogether(track.Samples, first, Math.Min(longest, track.Samples.Count - first));
            blocks.Add(new MovieSample(
                sample.Offset, checked((int)(count * sample.Size)), sample.CompositionTime, count * sample.Duration, IsKey: true));
            first += count;
        }

        return blocks;
    }

    /// <summary>How many samples from one on lie and sound one right after another: halves the rest until it fits.</summary>
    private static long CountTogether(SampleTable samples, long first, long most)
    {
        var start = samples[first];
        var count = most;
        while (count > 1 && !Follows(samples[first + count - 1], count - 1))
        {
            count = (count + 1) / 2;
        }

        return count;

        bool Follows(Sample last, long distance) =>
            last.IsPresent && last.Size == start.Size && last.Duration == start.Duration
            && last.Offset == start.Offset + (distance * start.Size)
            && last.CompositionTime == start.CompositionTime + (distance * start.Duration);
    }
}

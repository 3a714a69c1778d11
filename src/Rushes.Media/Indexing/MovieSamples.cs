using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Indexing;

/// <summary>Samples of a file as they are decoded, without those that are empty or not there.</summary>
internal static class MovieSamples
{
    // A day of pictures at 120 a second is under eleven million.
    private const long MaximumCount = 16_000_000;

    private const long LatestTime = 1L << 60;

    public static List<MovieSample> Of(MovieTrack track)
    {
        if (track.Samples.Count > MaximumCount)
        {
            throw new MediaFormatException($"{track.Samples.Count} samples are more than an index holds", 0);
        }

        var samples = new List<MovieSample>((int)track.Samples.Count);
        foreach (var sample in track.Samples)
        {
            if (!sample.IsPresent)
            {
                break; // the file was cut here
            }

            if (Math.Abs(sample.CompositionTime) > LatestTime)
            {
                throw new MediaFormatException($"a sample at the absurd time {sample.CompositionTime}", sample.Offset);
            }

            if (sample.Size is > 0 and <= int.MaxValue)
            {
                samples.Add(new MovieSample(sample.Offset, (int)sample.Size, sample.CompositionTime, sample.Duration, sample.IsKey));
            }
        }

        return samples;
    }
}

using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Timing;

/// <summary>Sound that is longer or shorter than the picture, and sound that runs at another speed.</summary>
internal static class SoundLength
{
    /// <summary>Seconds: coders round up to whole frames of theirs, at both ends.</summary>
    private const double Tolerance = 0.25;

    /// <summary>What sound was made for another speed of: film at video's, 25 for 24, 48 kHz for 44.1; and back.</summary>
    private static readonly double[] Speeds = [1001.0 / 1000, 25.0 / 24, 25.025 / 24, 48 / 44.1];

    /// <summary>Of a speed. Half of the nearest to 1, or it might be any length.</summary>
    private const double Near = 0.0003;

    public static IEnumerable<Finding> Find(VideoTrack video, IReadOnlyList<SoundReport> sounds)
    {
        var frames = new FrameRun(0, (int)video.Frames);
        var (start, length) = (Seconds(video.FirstTime), Seconds(video.Duration));
        foreach (var sound in sounds.Where(sound => sound.Duration is { Numerator: > 0 }))
        {
            var (heardFrom, heard) = (Seconds(sound.FirstTime), Seconds(sound.Duration));
            var track = ("track", sound.StreamIndex.ToString(CultureInfo.InvariantCulture));
            if (Math.Abs(heardFrom - start) > Tolerance)
            {
                yield return Found.Of(
                    Severity.Warning, "audio.start", frames, "Compare with the delivery's original: sound and picture do not begin together.", track, ("seconds", Found.Text(heardFrom - start)));
            }

            if (Math.Abs(heard - length) <= Tolerance)
            {
                continue;
            }

            var ratio = heard / length;
            if (Speeds.Any(speed => Math.Abs((ratio / speed) - 1) <= Near || Math.Abs((ratio * speed) - 1) <= Near))
            {
                yield return Found.Of(
                    Severity.Warning, "audio.drift", frames, "Have the sound delivered at the picture's speed: its length is that of another rate, and it drifts away.",
                    track, ("sound", Found.Text(heard)), ("picture", Found.Text(length)), ("speed", ratio.ToString("0.#####", CultureInfo.InvariantCulture)));
            }
            else if (Math.Abs(heardFrom + heard - start - length) > Tolerance)
            {
                yield return Found.Of(
                    Severity.Warning, "audio.length", frames, "Compare with the delivery's original: sound and picture do not end together.",
                    track, ("sound", Found.Text(heard)), ("picture", Found.Text(length)));
            }
        }
    }

    private static double Seconds(Rational? time) => time is { Denominator: > 0 } ? (double)time.Numerator / time.Denominator : 0;
}

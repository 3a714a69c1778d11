using Rushes.Contracts;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Streaming.Functions.Halve;

/// <summary>Frames a second of what is left of a film.</summary>
internal static class HalfRate
{
    // A frame at an end; and in ten those that go or stay because groups of pictures have odd numbers of them.
    private const long Ends = 2;
    private const long OfTheFilm = 10;

    /// <summary>Half the rate where that is what is meant; else, of a film whose frames stay because they last long, what comes of it.</summary>
    /// <param name="whole">Of the film; not positive when not known.</param>
    /// <param name="frames">Of the film.</param>
    /// <param name="kept">Of them.</param>
    public static Rational? Of(Rational? whole, long frames, long kept)
    {
        if (whole is not { Numerator: > 0, Denominator: > 0 } || kept == frames)
        {
            return whole;
        }

        var rate = new MediaRational(whole.Numerator, whole.Denominator)
            * (Math.Abs((2 * kept) - frames) <= Ends + (frames / OfTheFilm) ? new MediaRational(1, 2) : new MediaRational(kept, frames));
        return new Rational { Numerator = rate.Numerator, Denominator = rate.Denominator };
    }
}

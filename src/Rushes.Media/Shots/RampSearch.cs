using Rushes.Media.Fingerprints;

namespace Rushes.Media.Shots;

/// <summary>
/// Finds dissolves and fades: stretches over which each picture is a mixture of the first and the last, from none to all of it at a steady pace,
/// and beyond which it is one of the two. Motion is told from it by the contrast, which a mixture lowers, and by what no mixture of
/// the two would show.
/// </summary>
/// <param name="pictures">Of all frames.</param>
/// <param name="changes">Of the same.</param>
/// <param name="cuts">First frames of shots, ascending.</param>
internal sealed class RampSearch(PictureSeries pictures, PictureChanges changes, IReadOnlyList<int> cuts)
{
    /// <summary>Steps of about a quarter, which the tolerances cover.</summary>
    private static readonly int[] Lengths = [6, 8, 10, 12, 15, 19, 24, 30, 37, 46, 58, 72, 90];

    /// <summary>Pictures that are looked at within a ramp.</summary>
    private const int Samples = 8;

    /// <summary>Levels of contrast below which a picture is plain.</summary>
    private const float Plain = 1.5f;

    /// <summary>Of <see cref="PictureChanges"/>: the ends of a ramp are different places.</summary>
    private const float LeastChange = 0.4f;

    /// <summary>Contrast in the middle, as a part of that of the ends. Of two unrelated pictures it is 0.7, of one that moves 1.</summary>
    private const float MostContrast = 0.95f;

    /// <summary>How far the mixture may be from its steady pace: room for one that starts and ends gently.</summary>
    private const float MostDeviation = 0.2f;

    /// <summary>What may be there besides the mixture, as a part of the difference (squares): motion within the shots.</summary>
    private const float MostResidual = 0.06f;

    /// <summary>How far pictures beyond the ends may be from them: a pan does not stop there.</summary>
    private const float MostBeyond = 0.1f;

    /// <returns>In their order; they do not overlap.</returns>
    public IEnumerable<ShotTransition> Find()
    {
        pictures.Restart();
        var open = new List<Ramp>();
        var nextCut = 0;
        for (var last = Lengths[0]; last < pictures.Count; last++)
        {
            // Whatever is found from here on starts at the earliest so far back.
            if (open.Count > 0 && open.Max(ramp => ramp.To) <= last - Lengths[^1])
            {
                foreach (var transition in Best(open))
                {
                    yield return transition;
                }

                open.Clear();
            }

            while (nextCut < cuts.Count && cuts[nextCut] <= last)
            {
                nextCut++;
            }

            var lastCut = nextCut > 0 ? cuts[nextCut - 1] : 0;
            open.AddRange(Lengths.Where(length => last - length >= lastCut).Select(length => Fit(last - length, last)).OfType<Ramp>());
        }

        foreach (var transition in Best(open))
        {
            yield return transition;
        }
    }

    // A fade without its last steps looks like a dissolve to something dark, so fades come first.
    private static IEnumerable<ShotTransition> Best(List<Ramp> ramps)
    {
        var best = new List<ShotTransition>();
        foreach (var ramp in ramps.OrderBy(ramp => ramp.Kind == TransitionKind.Dissolve).ThenBy(ramp => ramp.Cost))
        {
            if (!best.Exists(other => Math.Min(other.To, ramp.To) > Math.Max(other.From, ramp.From)))
            {
                best.Add(new ShotTransition(ramp.Kind, ramp.From, ramp.To));
            }
        }

        return best.OrderBy(transition => transition.From);
    }

    private Ramp? Fit(int first, int last)
    {
        var (startsPlain, endsPlain) = (changes.Contrast(first) < Plain, changes.Contrast(last) < Plain);
        if ((startsPlain && endsPlain) || changes.Between(first, last) < LeastChange || !(startsPlain || endsPlain || LosesContrast(first, last)))
        {
            return null;
        }

        var mixture = new Mixture(pictures[first], pictures[last]);
        if (Steadiness(mixture, first, last) is not { } within || Beyond(mixture, first, last, startsPlain, endsPlain) is not { } beyond)
        {
            return null;
        }

        const float PerFrame = 0.002f;
        var kind = endsPlain ? TransitionKind.FadeOut : startsPlain ? TransitionKind.FadeIn : TransitionKind.Dissolve;
        return new Ramp(kind, first + 1, last, within + beyond - (PerFrame * (last - first)));
    }

    private bool LosesContrast(int first, int last) =>
        changes.Contrast((first + last) / 2) < MostContrast * (changes.Contrast(first) + changes.Contrast(last)) / 2;

    private float? Steadiness(in Mixture mixture, int first, int last)
    {
        var length = last - first;
        var step = Math.Max(1, length / Samples);
        var (deviation, residual, count) = (0f, 0f, 0);
        for (var picture = first + step; picture < last; picture += step)
        {
            var (part, left) = mixture.Of(pictures[picture]);
            deviation = Math.Max(deviation, Math.Abs(part - ((picture - first) / (float)length)));
            residual += left;
            count++;
            if (deviation > MostDeviation)
            {
                return null;
            }
        }

        residual /= count;
        return residual <= MostResidual ? deviation + MathF.Sqrt(residual) : null;
    }

    // Beyond a plain end there may be anything: another fade may start at once.
    private float? Beyond(in Mixture mixture, int first, int last, bool startsPlain, bool endsPlain)
    {
        var reach = Math.Max(2, (last - first) / 4);
        var before = startsPlain ? 0 : Math.Abs(mixture.Of(pictures[Math.Max(0, first - reach)]).Part);
        var after = endsPlain ? 0 : Math.Abs(mixture.Of(pictures[Math.Min(last + reach, pictures.Count - 1)]).Part - 1);
        return before <= MostBeyond && after <= MostBeyond ? before + after : null;
    }

    private sealed record Ramp(TransitionKind Kind, int From, int To, float Cost);

    /// <summary>Of two pictures.</summary>
    private readonly ref struct Mixture(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        private readonly ReadOnlySpan<byte> _from = from;
        private readonly ReadOnlySpan<byte> _to = to;
        private readonly float _length = Fingerprint.Distance(from, to) * Fingerprint.Size;

        /// <summary>How much of the second is in a picture (least squares), and what is left, as a part of the difference.</summary>
        public (float Part, float Residual) Of(ReadOnlySpan<byte> picture)
        {
            var (along, all) = (0L, 0L);
            for (var cell = 0; cell < picture.Length; cell++)
            {
                var difference = picture[cell] - _from[cell];
                along += difference * (_to[cell] - _from[cell]);
                all += difference * difference;
            }

            var part = along / _length;
            return (part, Math.Max(0, all - (part * along)) / _length);
        }
    }
}

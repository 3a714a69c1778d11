namespace Rushes.Media.Shots;

/// <summary>
/// Finds cuts: frames where everything before differs from everything after, by far more than pictures near by differ from their
/// neighbours. A flash is no cut, for what comes after it is like what came before.
/// </summary>
/// <param name="pictures">Of all frames.</param>
/// <param name="changes">Of the same.</param>
internal sealed class CutSearch(PictureSeries pictures, PictureChanges changes)
{
    /// <summary>Pictures on each side that have to differ from those on the other: a flash is at most one less.</summary>
    private const int Side = 3;

    /// <summary>Pictures on each side that tell how much moves there.</summary>
    private const int Neighbourhood = 7;

    /// <summary>Of <see cref="PictureChanges"/>: noise, and single things that move, stay below.</summary>
    private const float LeastChange = 0.12f;

    /// <summary>What is always taken to move.</summary>
    private const float LeastMotion = 0.01f;

    /// <summary>How many times the motion near by a cut is at least. Measured: cuts 8 to 130, the fastest motion 1.5.</summary>
    private const float LeastRatio = 3;

    /// <returns>First frames of shots, ascending; not 0.</returns>
    public List<int> Find()
    {
        pictures.Restart();
        var cuts = new List<int>();
        var (last, highest) = (-Side - 1, 0f);
        for (var picture = 1; picture < pictures.Count; picture++)
        {
            var strength = Strength(picture);
            if (strength < LeastRatio)
            {
                continue;
            }

            // A field of each shot in one frame makes two steps, of which one is the cut.
            if (picture - last > Side)
            {
                cuts.Add(picture);
                (last, highest) = (picture, strength);
            }
            else if (strength > highest)
            {
                cuts[^1] = picture;
                (last, highest) = (picture, strength);
            }
        }

        return cuts;
    }

    private float Strength(int picture)
    {
        if (changes.FromPrevious(picture) < LeastChange)
        {
            return 0;
        }

        var least = LeastOver(picture);
        var motion = Math.Max(Motion(picture - Neighbourhood, picture - 1), Motion(picture + 1, picture + Neighbourhood));
        return least < LeastChange ? 0 : least / (motion + LeastMotion);
    }

    /// <summary>The least by which a picture before differs from one from here on.</summary>
    private float LeastOver(int picture)
    {
        var least = float.PositiveInfinity;
        for (var before = Math.Max(0, picture - Side); before < picture; before++)
        {
            for (var after = picture; after < Math.Min(picture + Side, pictures.Count); after++)
            {
                least = Math.Min(least, changes.Between(before, after));
            }
        }

        return least;
    }

    /// <summary>The second largest change, so that one other cut near by hides none.</summary>
    private float Motion(int from, int to)
    {
        var (largest, second) = (0f, 0f);
        var count = 0;
        for (var picture = Math.Max(1, from); picture <= Math.Min(to, pictures.Count - 1); picture++)
        {
            var change = changes.FromPrevious(picture);
            (largest, second) = change > largest ? (change, largest) : (largest, Math.Max(second, change));
            count++;
        }

        return count < Side ? largest : second;
    }
}

namespace Rushes.Inspection.Pictures;

/// <summary>Frames that come again and again at one distance: what a conversion of the rate leaves, some of it not seen where little moves.</summary>
internal static class EvenDistance
{
    /// <summary>How many make a rhythm, and the part of them that must be in it.</summary>
    private const int Fewest = 4;
    private const double Most = 0.8;

    /// <summary>Frames that are so far apart hardly come twice at the same distance by chance; nearer ones must more often.</summary>
    private const int Far = 10;
    private const int FewestFar = 2;

    /// <param name="frames">Ascending.</param>
    /// <returns>From one to the next; null: they do not come so.</returns>
    public static int? Of(IReadOnlyList<int> frames)
    {
        if (frames.Count < Fewest)
        {
            return null;
        }

        // Where some are not seen, the others are at two or three times the distance.
        var usual = frames.Zip(frames.Skip(1), (one, next) => next - one).GroupBy(distance => distance).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First();
        return usual.Count() >= (usual.Key >= Far ? FewestFar : Fewest)
            && Enumerable.Range(0, frames.Count).Count(number => Has(frames, number, usual.Key)) >= Most * frames.Count
            ? usual.Key
            : null;
    }

    /// <summary>Whether the frame is in that rhythm with one beside it.</summary>
    public static bool Has(IReadOnlyList<int> frames, int number, int distance) =>
        (number > 0 && (frames[number] - frames[number - 1]) % distance == 0)
        || (number + 1 < frames.Count && (frames[number + 1] - frames[number]) % distance == 0);
}

namespace Rushes.Media.Shots;

/// <summary>Finds where shots start, by the pictures of fingerprints alone.</summary>
public static class ShotSearch
{
    /// <param name="pictures">
    /// <see cref="Fingerprints.Fingerprint.Size"/> bytes a frame in presentation order; seekable, at the first. Read three times, a block at a time.
    /// </param>
    /// <returns>In their order; cuts lie in no other transition.</returns>
    public static IReadOnlyList<ShotTransition> Find(Stream pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var series = new PictureSeries(pictures);
        var changes = new PictureChanges(series);
        var cuts = new CutSearch(series, changes).Find();
        var ramps = new RampSearch(series, changes, cuts).Find();
        return [.. cuts.Select(cut => new ShotTransition(TransitionKind.Cut, cut, cut)).Concat(ramps).OrderBy(transition => transition.From)];
    }

    /// <summary>First frames of shots, ascending, from 0.</summary>
    /// <param name="transitions">As found.</param>
    public static IReadOnlyList<int> Starts(IReadOnlyList<ShotTransition> transitions) =>
        [.. transitions.Select(transition => transition.Start).OfType<int>().Prepend(0).Distinct().Order()];
}

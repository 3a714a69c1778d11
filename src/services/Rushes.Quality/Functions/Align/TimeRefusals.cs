using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Quality.Functions.Align;

/// <summary>
/// Encodes of other frames than the reference's. Pairs are made by number, so both must have the same frames; their times say which are
/// missing, or that frames come at another rate.
/// </summary>
internal sealed class TimeRefusals(string name, Timeline reference, Timeline encode)
{
    // Of a film whose frames come faster or slower, the length differs by more; 24 and 23.976 by twice as much.
    private const double SameLength = 0.0005;
    private const int MostGaps = 8;

    private readonly double _frame = Seconds(reference) / reference.Count;

    /// <summary>Null: frame n of the one is frame n of the other, as far as times tell.</summary>
    public Failure? Find()
    {
        if (reference.Count == encode.Count)
        {
            return AreAsLong ? null : Rate();
        }

        return !AreAsLong ? Length()
            : encode.Count < reference.Count && FindGaps() is { Count: > 0 and <= MostGaps } gaps ? Missing(gaps)
            : Rate();
    }

    private bool AreAsLong
    {
        get
        {
            var difference = Math.Abs(Seconds(reference) - Seconds(encode));
            // How long the last frame lasts, few containers say.
            return difference <= Math.Max(1.5 * _frame, SameLength * Seconds(reference)) || (reference.Count == 1 && encode.Count == 1);
        }
    }

    private Failure Length()
    {
        var (shorter, longer) = encode.Count < reference.Count ? ("encode", "reference") : ("reference", "encode");
        return Refusal(
            "quality.length",
            string.Create(CultureInfo.InvariantCulture, $"The {shorter} is shorter than the {longer}: the encode has {encode.Count} frames in {Seconds(encode):F3} s, the reference {reference.Count} in {Seconds(reference):F3} s."),
            "Compare with the part of the reference that was encoded; encode the rest, or cut it off.");
    }

    private Failure Rate() => Refusal(
        "quality.rate",
        string.Create(CultureInfo.InvariantCulture, $"Frames come at another rate: the encode has {encode.Count} in {Seconds(encode):F3} s, the reference {reference.Count} in {Seconds(reference):F3} s."),
        encode.Count >= (reference.Count * 2) - 1 && encode.Count <= (reference.Count * 2) + 1
            ? "If each field became a picture, say --deinterlace fields; else compare with a reference of the encode's rate."
            : Math.Abs((encode.Count / (double)reference.Count) - 0.8) < 0.01
                ? "If 3:2 telecine was undone, say --ivtc; else compare with a reference of the encode's rate."
                : "Compare with a reference of the encode's rate.");

    private Failure Missing(List<(int From, int To)> gaps) => Refusal(
        "quality.frames_missing",
        $"The encode lacks frames of the reference: {string.Join(", ", gaps.Select(gap => gap.To - gap.From == 1 ? Text(gap.From) : $"{Text(gap.From)} to {Text(gap.To - 1)}"))}.",
        "If the encode is damaged there, make it again; a score would be of other frames from there on.",
        gaps[0].From);

    // Frames of the reference that none of the encode's is nearest to.
    private List<(int From, int To)> FindGaps()
    {
        List<(int From, int To)> gaps = [];
        var shown = 0;
        for (var frame = 0; frame < reference.Count; frame++)
        {
            if (shown < encode.Count && Math.Abs(Time(reference, frame) - Time(encode, shown)) < _frame / 2)
            {
                shown++;
            }
            else if (gaps.Count > 0 && gaps[^1].To == frame)
            {
                gaps[^1] = (gaps[^1].From, frame + 1);
            }
            else
            {
                gaps.Add((frame, frame + 1));
            }
        }

        return shown == encode.Count ? gaps : [];
    }

    private Failure Refusal(string code, string message, string remedy, int? frame = null)
    {
        var failure = PictureRefusals.Refusal(name, code, message, remedy, ("encodeFrames", Text(encode.Count)), ("referenceFrames", Text(reference.Count)));
        if (frame is { } known)
        {
            failure.Place.Frame = known;
        }

        return failure;
    }

    private static double Seconds(Timeline timeline) => (double)timeline.TotalDuration / timeline.Timescale;

    private static double Time(Timeline timeline, int frame) => (double)timeline.PresentationTime(frame) / timeline.Timescale;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

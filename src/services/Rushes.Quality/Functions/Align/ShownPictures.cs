using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Quality.Functions.Align;

/// <summary>What fingerprints tell of an encode: that it shows other pictures ends the measurement; that some differ is said with the scores.</summary>
internal sealed class ShownPictures(string name, int frames, IReadOnlyList<PictureFault> faults)
{
    private const int MostNamed = 10;
    private const int LongestDamage = 50;

    /// <summary>Null: what it shows are the reference's frames, each at its place.</summary>
    public Failure? Refusal() =>
        faults.FirstOrDefault(fault => fault.Kind == PictureFaultKind.Geometry) is { } area
            ? Refuse("quality.crop", area, $"The encode shows another part of the picture than the reference: {area.Description}.", "Say what was cropped from the reference with --crop W:H:X:Y.")
        : Frames(PictureFaultKind.Differs) > frames / 2
            ? Refuse("quality.other_pictures", First(PictureFaultKind.Differs), "The encode does not show what the reference shows.", "Check that both are of the same film, and of the same cut of it.")
        : Misplaced() is { } misplaced
            ? Refuse("quality.frames_misplaced", misplaced, $"From frame {Text(misplaced.From)} on the encode shows other frames than the reference: {Words(misplaced)}.", "Compare with the part of the reference that was encoded; encode it again if it lost frames.")
        : null;

    /// <summary>What the scores are to be read with.</summary>
    public IEnumerable<Finding> Findings() =>
        from kind in faults.GroupBy(fault => fault.Kind)
        from fault in kind.Take(MostNamed)
        select ToFinding(fault, kind.Count());

    // Frames that are lost here and shown twice soon after, so that all later ones are in place again, are damage; their scores say so.
    private PictureFault? Misplaced()
    {
        var most = Math.Min(LongestDamage, Math.Max(1, frames / 4));
        var offset = 0;
        PictureFault? since = null;
        foreach (var fault in faults.Where(fault => fault.Kind is PictureFaultKind.Lost or PictureFaultKind.Doubled or PictureFaultKind.Shifted))
        {
            if (fault.Kind == PictureFaultKind.Shifted || fault.From - since?.From >= most)
            {
                return since ?? fault;
            }

            offset += fault.Kind == PictureFaultKind.Lost ? fault.Offset : -fault.Offset;
            since = offset == 0 ? null : since ?? fault;
        }

        return frames - since?.From >= most ? since : null;
    }

    private int Frames(PictureFaultKind kind) => faults.Where(fault => fault.Kind == kind).Sum(fault => fault.To - fault.From);

    private PictureFault First(PictureFaultKind kind) => faults.First(fault => fault.Kind == kind);

    private Failure Refuse(string code, PictureFault fault, string message, string remedy)
    {
        var failure = PictureRefusals.Refusal(name, code, message, remedy, ("distance", Number(fault.Distance)));
        failure.Place.Frame = fault.From;
        return failure;
    }

    private Finding ToFinding(PictureFault fault, int count) => new()
    {
        Code = "quality.picture_" + fault.Kind.ToString().ToLowerInvariant(),
        Severity = Severity.Warning,
        Frames = new FrameRange { From = fault.From, To = fault.To },
        Evidence = { ["video"] = name, ["what"] = Words(fault), ["distance"] = Number(fault.Distance), ["count"] = Text(count) },
        Remedy = "Look at these frames; if the encode is damaged there, make it again.",
    };

    private static string Words(PictureFault fault) => fault.Kind switch
    {
        PictureFaultKind.Lost => $"{Text(Math.Abs(fault.Offset))} are lost",
        PictureFaultKind.Doubled => $"{Text(Math.Abs(fault.Offset))} are shown twice",
        PictureFaultKind.Swapped => "frames are in another order",
        PictureFaultKind.Shifted => $"they lie {Text(fault.Offset)} frames away",
        PictureFaultKind.Differs => "no frame of the reference near by looks like these",
        _ => fault.Description,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(float value) => value.ToString("F2", CultureInfo.InvariantCulture);
}

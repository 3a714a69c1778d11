using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;

namespace Rushes.Validation.Functions.Compare;

/// <summary>What is wrong with the pictures of a video, in words. Of a kind, the first few are named and the rest counted.</summary>
/// <param name="rendition">Of the video.</param>
/// <param name="firstFrame">Of the mezzanine, that is frame 0 of the video.</param>
/// <param name="damaged">Frames of the mezzanine of which a decoder makes what it can: what differs there need not be the encode's fault.</param>
internal sealed class PictureDiscrepancies(string rendition, long firstFrame, IReadOnlyList<FrameRange> damaged)
{
    private const int MostNamed = 10;

    private const string OfEncoder = "Run the job again; if it comes back, report it with the source and the encoder's version.";
    private const string OfDamage = "The source is damaged there, and what decoders conceal depends on where they start. Compare with the delivery's original.";

    public IEnumerable<Discrepancy> Of(IReadOnlyList<PictureFault> faults) =>
        from kind in faults.GroupBy(fault => fault.Kind)
        let count = kind.Count()
        from fault in kind.Take(MostNamed)
        select ToDiscrepancy(fault, count);

    private Discrepancy ToDiscrepancy(PictureFault fault, int count)
    {
        var isDamaged = damaged.Any(range => fault.From + firstFrame >= range.From && fault.To + firstFrame <= range.To);
        var discrepancy = new Discrepancy
        {
            Code = Code(fault.Kind),
            Severity = isDamaged ? Severity.Warning : Severity.Error,
            Message = Message(fault),
            Place = new Place { Rendition = rendition, Frame = fault.From },
            Frames = new FrameRange { From = fault.From, To = fault.To },
            Remedy = isDamaged ? OfDamage : OfEncoder,
        };
        if (fault.Chunk is { } chunk)
        {
            discrepancy.Place.Chunk = chunk;
        }

        discrepancy.Evidence["distance"] = Text(fault.Distance);
        if (fault.FoundDistance is { } found)
        {
            discrepancy.Evidence["foundDistance"] = Text(found);
        }

        if (fault.Offset != 0)
        {
            discrepancy.Evidence["offset"] = fault.Offset.ToString(CultureInfo.InvariantCulture);
        }

        discrepancy.Evidence["mezzanineFrame"] = (fault.From + firstFrame).ToString(CultureInfo.InvariantCulture);
        discrepancy.Evidence["count"] = count.ToString(CultureInfo.InvariantCulture);
        return discrepancy;
    }

    private static string Code(PictureFaultKind kind) => "validate.picture_" + kind switch
    {
        PictureFaultKind.Lost => "lost",
        PictureFaultKind.Doubled => "doubled",
        PictureFaultKind.Swapped => "swapped",
        PictureFaultKind.Shifted => "shifted",
        PictureFaultKind.Differs => "differs",
        PictureFaultKind.Geometry => "geometry",
        PictureFaultKind.Levels => "levels",
        PictureFaultKind.Field => "field",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    private static string Message(PictureFault fault)
    {
        var range = fault.To - fault.From == 1 ? $"Frame {fault.From}" : $"Frames {fault.From} to {fault.To - 1}";
        return fault.Kind switch
        {
            PictureFaultKind.Lost => $"{Frames(fault.Offset)} of the mezzanine lost before frame {fault.From}.",
            PictureFaultKind.Doubled => $"From frame {fault.From} on, {Frames(fault.Offset)} shown again.",
            PictureFaultKind.Swapped => $"{range}: the right pictures in the wrong order.",
            PictureFaultKind.Shifted when fault.OtherChunk is { } other => $"Chunk {fault.Chunk} shows the frames of chunk {other}.",
            PictureFaultKind.Shifted => $"Chunk {fault.Chunk} shows frames that lie {Math.Abs(fault.Offset)} {(fault.Offset > 0 ? "later" : "earlier")} in the mezzanine.",
            PictureFaultKind.Differs => $"{range}: like no frame of the mezzanine near by.",
            PictureFaultKind.Geometry => $"{range}: another area of the picture than the mezzanine's: {fault.Description}.",
            PictureFaultKind.Levels => $"{range}: other levels than the mezzanine's: {fault.Description}.",
            PictureFaultKind.Field => $"{range}: fields of different frames: {fault.Description}.",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "There is no such kind."),
        };
    }

    private static string Frames(int count) => count == 1 ? "a frame" : $"{count} frames";

    private static string Text(float value) => value.ToString("F2", CultureInfo.InvariantCulture);
}

using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Metadata of HDR at every key frame: what was promised, what the container says, and that it stays the same.</summary>
internal sealed class HdrJudge(FrameIndex index, StreamPromise promise, StreamFacts facts, FaultLog log) : IPictureJudge
{
    private readonly string _displayClause = facts.Standard switch
    {
        "H.264" => "H.264 D.2.29", "H.265" => "H.265 D.3.28", "AV1" => "AV1 6.7.4", _ => "ISO/IEC 14496-12 12.1.7",
    };

    private readonly string _lightClause = facts.Standard switch
    {
        "H.264" => "H.264 D.2.31", "H.265" => "H.265 D.3.35", "AV1" => "AV1 6.7.3", _ => "ISO/IEC 14496-12 12.1.6",
    };

    // Other streams have no place for it: the container alone says it.
    private readonly bool _isInStream = facts.Standard is "H.264" or "H.265" or "AV1";
    private (MasteringDisplay? Display, ContentLight? Light)? _first;

    public void Take(int frame, in CodedPicture picture)
    {
        if (frame == 0)
        {
            JudgeContainer();
        }

        if (!_isInStream || (!index.IsKey(frame) && picture.Access != RandomAccess.Closed))
        {
            return;
        }

        var display = picture.MasteringDisplay ?? facts.MasteringDisplay;
        var light = Known(picture.ContentLight ?? facts.ContentLight);
        Compare(frame, "bitstream", display, light);
        FindChange(frame, display, light);
        if (_first is null && index.Format.Picture is { } said)
        {
            FindDisagreement(frame, said, display, light);
        }

        _first ??= (display, light);
    }

    private void JudgeContainer()
    {
        var said = index.Format.Picture;
        Compare(0, "container", said.MasteringDisplay, Known(said.ContentLight));
    }

    private void Compare(int frame, string where, MasteringDisplay? display, ContentLight? light)
    {
        if (promise.HasNoHdr && (display is not null || light is not null))
        {
            log.Add(frame, FaultCodes.Hdr, string.Empty, $"The {where} has metadata of HDR, and there was to be none.", ("where", where));
        }

        if (promise.MasteringDisplay is { } wantedDisplay && !IsSame(wantedDisplay, display))
        {
            log.Add(
                frame, FaultCodes.Hdr, _displayClause, $"The mastering display in the {where} is {(display is null ? "missing" : "another")}.",
                ("where", where), ("masteringDisplay", Text(display)), ("expected", Text(wantedDisplay)));
        }

        if (Known(promise.ContentLight) is { } wantedLight && wantedLight != light)
        {
            log.Add(
                frame, FaultCodes.Hdr, _lightClause, $"The content light level in the {where} is {(light is null ? "missing" : "another")}.",
                ("where", where), ("contentLight", Text(light)), ("expected", Text(wantedLight)));
        }
    }

    private void FindChange(int frame, MasteringDisplay? display, ContentLight? light)
    {
        if (_first is { } first && (first.Display != display || first.Light != light))
        {
            log.Add(
                frame, FaultCodes.HdrChanges, _displayClause, "The metadata of HDR at this key frame are not those of the first.",
                ("masteringDisplay", Text(display)), ("first", Text(first.Display)), ("contentLight", Text(light)), ("firstLight", Text(first.Light)));
        }
    }

    private void FindDisagreement(int frame, PictureProperties said, MasteringDisplay? display, ContentLight? light)
    {
        if (said.MasteringDisplay is { } boxDisplay && display is not null && !IsSame(boxDisplay, display))
        {
            log.Add(
                frame, FaultCodes.HdrDisagrees, "ISO/IEC 14496-12 12.1.7", "Container and bitstream name different mastering displays.",
                ("container", Text(boxDisplay)), ("bitstream", Text(display)));
        }

        if (Known(said.ContentLight) is { } boxLight && light is not null && boxLight != light)
        {
            log.Add(
                frame, FaultCodes.HdrDisagrees, "ISO/IEC 14496-12 12.1.6", "Container and bitstream name different content light levels.",
                ("container", Text(boxLight)), ("bitstream", Text(light)));
        }
    }

    // AV1 has steps of its own: what is rescaled is right to a step.
    private bool IsSame(MasteringDisplay wanted, MasteringDisplay? found) =>
        found is { } display
        && (display == wanted || (facts.Standard == "AV1"
            && IsNear(display.Red, wanted.Red) && IsNear(display.Green, wanted.Green) && IsNear(display.Blue, wanted.Blue) && IsNear(display.White, wanted.White)
            && Math.Abs((long)display.MaximumLuminance - wanted.MaximumLuminance) <= 40
            && Math.Abs((long)display.MinimumLuminance - wanted.MinimumLuminance) <= 1));

    private static bool IsNear(Chromaticity a, Chromaticity b) => Math.Abs(a.X - b.X) <= 1 && Math.Abs(a.Y - b.Y) <= 1;

    // 0 and 0 stand for what nobody has measured (CTA-861.3).
    private static ContentLight? Known(ContentLight? light) => light is { Maximum: 0, MaximumFrameAverage: 0 } ? null : light;

    private static string Text(object? value) => value?.ToString() ?? "none";
}

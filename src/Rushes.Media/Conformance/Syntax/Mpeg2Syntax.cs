using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Mpeg2;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Samples of MPEG-2 video (Rec. ITU-T H.262): a picture each, with the headers in front of it.</summary>
internal sealed class Mpeg2Syntax(FaultLog log) : StreamSyntax(log)
{
    private byte[]? _sequence;
    private long _group;
    private int _latest = -1;
    private bool _isFirst = true;

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var reading = new Mpeg2PictureReading();
        try
        {
            var units = new StartCodeUnits(sample);
            while (units.TryRead(out var unit))
            {
                if (!unit.Bytes.IsEmpty)
                {
                    reading.Take(unit.Bytes);
                }
            }
        }
        catch (MediaFormatException malformed)
        {
            Log.Add(frame, FaultCodes.Syntax, "H.262 6.2", "A header is malformed.", ("found", malformed.What));
        }

        TakeSequence(frame, reading);
        return Complete(frame, reading);
    }

    private CodedPicture Complete(int frame, Mpeg2PictureReading reading)
    {
        if (reading.Picture is not { } picture || reading.Slices == 0)
        {
            Log.Add(frame, FaultCodes.MissingSlices, "H.262 6.2.3.6", reading.Picture is null ? "The sample holds no picture." : "The picture has no slices.");
            return new CodedPicture { ShownFrames = 1 };
        }

        if (reading.Group is { IsBroken: true } && frame > 0)
        {
            Log.Warn(frame, FaultCodes.BrokenLink, "H.262 6.3.8", "The stream was cut here: pictures refer to others that are gone.");
        }

        var starts = reading.Group is not null || _isFirst;
        _isFirst = false;
        return new CodedPicture
        {
            Access = !picture.IsIntra ? RandomAccess.None : reading.Group is { IsClosed: true } ? RandomAccess.Closed : RandomAccess.Open,
            StartsSequence = starts,
            Order = Order(picture.TemporalReference, starts),
            ShownFrames = reading.Frames,
            DecodedFrames = reading.Frames,
            Slices = reading.Slices,
            VclBits = reading.Bits,
            Fields = reading.Coding is { } coding ? FieldsOf(coding) : null,
        };
    }

    // Modulo 1024, and anew in each group (§6.3.9).
    private long Order(int reference, bool starts)
    {
        const int Modulus = 1024;
        (_group, _latest) = starts ? (0, reference) : (_group, _latest);
        var difference = (reference - _latest + Modulus) % Modulus;
        difference = difference >= Modulus / 2 ? difference - Modulus : difference;
        _group = starts ? reference : _group + difference;
        _latest = reference;
        return _group;
    }

    private void TakeSequence(int frame, Mpeg2PictureReading reading)
    {
        if (reading.SequenceBytes is not { } bytes)
        {
            return;
        }

        if (_sequence is not null && !bytes.AsSpan().SequenceEqual(_sequence))
        {
            Log.Add(frame, FaultCodes.ParameterSets, "H.262 6.1.1.6", "The sequence header is another than the first.");
        }

        _sequence ??= bytes;
        Facts ??= Mpeg2Facts.Of(reading);
    }

    private static FieldScan FieldsOf(Mpeg2PictureCodingExtension coding) => coding switch
    {
        { PictureStructure: 1 } => FieldScan.TopFirst,
        { PictureStructure: 2 } => FieldScan.BottomFirst,
        { IsProgressive: true } => FieldScan.Progressive,
        { IsTopFieldFirst: true } => FieldScan.TopFirst,
        _ => FieldScan.BottomFirst,
    };
}

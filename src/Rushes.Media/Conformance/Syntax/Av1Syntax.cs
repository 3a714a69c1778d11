using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Samples of AV1: temporal units (AV1 Codec ISO Media File Format Binding §2.4).</summary>
internal sealed class Av1Syntax : StreamSyntax
{
    /// <summary>By seq_profile.</summary>
    public static readonly string[] ProfileNames = ["main", "high", "professional"];

    private readonly Av1FrameState _state = new();
    private readonly Av1DecoderConfiguration _configuration;
    private readonly HdrMetadata _hdr = new();
    private byte[]? _sequence;
    private bool _isRead;
    private long _latestOrder;

    public Av1Syntax(TrackFormat format, FaultLog log)
        : base(log)
    {
        _configuration = Av1DecoderConfiguration.Parse(format.Configuration.Span);
        var obus = new Av1ObuReader(_configuration.ConfigObus.Span);
        while (obus.TryRead(out var obu))
        {
            TakeHeader(0, obu, _hdr);
        }
    }

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var reading = new Av1UnitReading();
        try
        {
            var obus = new Av1ObuReader(sample);
            while (obus.TryRead(out var obu))
            {
                TakeHeader(frame, obu, reading.Hdr);
                var coded = _state.Read(obu);
                reading.Take(obu, coded, _state.Sequence);
            }
        }
        catch (MediaFormatException malformed)
        {
            reading.IsMalformed = true;
            Log.Add(frame, FaultCodes.Truncated, "AV1 5.3", "An OBU of the sample is malformed, or ends behind it.", ("found", malformed.What));
        }

        _isRead = true;
        return Complete(frame, reading);
    }

    private CodedPicture Complete(int frame, Av1UnitReading reading)
    {
        var isEmpty = reading is { Frames: 0, Shown: 0 };
        if (!reading.IsMalformed && (isEmpty || _state.TilesLeft > 0))
        {
            Log.Add(
                frame, FaultCodes.MissingSlices, "AV1 7.5", isEmpty ? "The sample holds no frame." : "Tiles of the frame are missing.",
                ("tiles", _state.TilesLeft));
        }

        var isKey = reading.IsKey;
        return new CodedPicture
        {
            Access = isKey ? RandomAccess.Closed : RandomAccess.None,
            StartsSequence = isKey || reading.StartsSequence,
            Order = reading.OrderHint is { } hint && _state.Sequence is { OrderHintBits: > 0 and var bits } ? Unwrap(hint, bits, isKey || reading.StartsSequence) : null,
            ShownFrames = reading.IsMalformed ? 1 : reading.Shown,
            DecodedFrames = reading.Frames,
            TileColumns = reading.TileColumns,
            TileRows = reading.TileRows,
            VclBits = reading.FrameBits,
            MasteringDisplay = reading.Hdr.MasteringDisplay,
            ContentLight = reading.Hdr.ContentLight,
        };
    }

    // get_relative_dist (§7.8.2).
    private long Unwrap(int hint, int bits, bool starts)
    {
        var half = 1 << (bits - 1);
        var difference = (hint - (int)(_latestOrder & ((1 << bits) - 1))) & ((1 << bits) - 1);
        _latestOrder = starts ? hint : _latestOrder + (difference >= half ? difference - (1 << bits) : difference);
        return _latestOrder;
    }

    private void TakeHeader(int frame, Av1Obu obu, HdrMetadata hdr)
    {
        if (obu.Type == Av1ObuType.Metadata)
        {
            var metadata = Av1Metadata.Parse(obu.Payload);
            hdr.Add(metadata.MasteringDisplay, metadata.ContentLight);
        }
        else if (obu.Type == Av1ObuType.SequenceHeader && (_sequence is null || !obu.Payload.SequenceEqual(_sequence)))
        {
            TakeSequence(frame, obu.Payload);
        }
    }

    private void TakeSequence(int frame, ReadOnlySpan<byte> payload)
    {
        var sequence = Av1SequenceHeader.Parse(payload);
        if (_isRead)
        {
            Log.Add(frame, FaultCodes.ParameterSets, "AV1 7.5", "A sequence header in the sample is another than the first.");
        }
        else if (_sequence is not null)
        {
            // SVT-AV1 gives out its header before it has settled on all tools; decoders take the one of the sample.
            Log.Warn(frame, FaultCodes.Configuration, "AV1-ISOBMFF 2.3.4", "The first sequence header in a sample is another than that of av1C.");
        }

        _sequence = payload.ToArray();
        if (_isRead)
        {
            return;
        }

        var point = sequence.OperatingPoints[0];
        if ((_configuration.Profile, _configuration.Level, _configuration.HighTier) != (sequence.Profile, point.Level, point.HighTier))
        {
            Log.Add(
                frame, FaultCodes.Configuration, "AV1-ISOBMFF 2.3.4", "Profile, level or tier of av1C are not those of its sequence header.",
                ("av1C", _configuration.Codecs), ("sequence", $"{sequence.Profile}/{point.Level}"));
        }

        Facts = FactsOf(sequence, _hdr);
    }

    private static StreamFacts FactsOf(Av1SequenceHeader sequence, HdrMetadata hdr)
    {
        var (point, color, timing) = (sequence.OperatingPoints[0], sequence.Color, sequence.Timing);
        return new StreamFacts
        {
            Standard = "AV1",
            Profile = ProfileNames[Math.Min(sequence.Profile, 2)],
            Level = Av1Levels.NameOf(point.Level),
            Tier = point.HighTier ? LevelTier.High : LevelTier.Main,
            Levels = Av1Levels.OfProfile(sequence.Profile),
            Bits = color.BitDepth,
            Chroma = color.Chroma,
            Width = sequence.MaxWidth,
            Height = sequence.MaxHeight,
            CodedWidth = sequence.MaxWidth,
            CodedHeight = sequence.MaxHeight,
            FrameRate = timing is { EqualPictureInterval: true, TicksPerPicture: > 0 and var ticks, UnitsInDisplayTick: > 0 and var units, TimeScale: > 0 and var scale }
                ? new Rational(scale, units * ticks) : null,
            Colour = color.Colour,
            HasColourSyntax = true,
            ChromaLocation = color.ChromaSamplePosition switch { 1 => 0, 2 => 2, _ => null },
            MasteringDisplay = hdr.MasteringDisplay,
            ContentLight = hdr.ContentLight,
        };
    }
}

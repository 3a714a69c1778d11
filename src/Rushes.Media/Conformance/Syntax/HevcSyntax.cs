using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Samples of HEVC (ISO/IEC 14496-15 §8), base layer.</summary>
internal sealed class HevcSyntax : StreamSyntax
{
    private readonly HevcDecoderConfiguration _configuration;
    private readonly HevcParameterSets _sets = new();
    private readonly ParameterSetRecord _record;
    private readonly HdrMetadata _hdr = new();
    private readonly HevcOrder _order;

    public HevcSyntax(TrackFormat format, FaultLog log)
        : base(log)
    {
        _configuration = HevcDecoderConfiguration.Parse(format.Configuration.Span);
        _record = new ParameterSetRecord(format.EntryType is "hev1" or "dvhe", log);
        _order = new HevcOrder(_sets, log);
        foreach (var unit in _configuration.Arrays.SelectMany(array => array.Units))
        {
            TakeConfiguration(unit.Span);
        }
    }

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var reading = new HevcPictureReading();
        try
        {
            var units = new SampleNalUnits(sample, _configuration.NalLengthSize);
            while (units.TryRead(out var unit))
            {
                Take(frame, unit.Bytes, reading);
            }
        }
        catch (MediaFormatException truncated)
        {
            Log.Add(frame, FaultCodes.Truncated, "ISO/IEC 14496-15 4.3.2", "The sample ends inside a NAL unit.", ("found", truncated.What));
        }

        return _order.Complete(frame, reading);
    }

    private void TakeConfiguration(ReadOnlySpan<byte> unit)
    {
        var type = HevcParameterSets.TypeOf(unit);
        switch (type)
        {
            case HevcNalUnitType.PrefixSei:
                _hdr.AddSei(unit, headerSize: 2);
                break;
            case HevcNalUnitType.VideoParameterSet or HevcNalUnitType.SequenceParameterSet or HevcNalUnitType.PictureParameterSet
                when HevcParameterSets.LayerOf(unit) == 0:
                var bytes = unit.TrimEnd((byte)0);
                _record.Start((int)type, IdOf(type, bytes), bytes);
                _sets.Add(bytes);
                TakeFacts(0, type, bytes);
                break;
        }
    }

    private void TakeFacts(int frame, HevcNalUnitType type, ReadOnlySpan<byte> unit)
    {
        if (Facts is not null || type != HevcNalUnitType.SequenceParameterSet)
        {
            return;
        }

        var set = HevcSequenceParameterSet.Parse(unit);
        Facts = HevcFacts.Of(set, _hdr);
        var (said, coded) = (_configuration.ProfileTierLevel, set.ProfileTierLevel);
        if ((said.Profile, said.HighTier, said.Level) != (coded.Profile, coded.HighTier, coded.Level))
        {
            Log.Add(
                frame, FaultCodes.Configuration, "ISO/IEC 14496-15 8.3.3.1.2", "Profile, tier or level of hvcC are not those of its sequence parameter set.",
                ("hvcC", said.Codecs), ("sps", coded.Codecs));
        }
    }

    private void Take(int frame, ReadOnlySpan<byte> unit, HevcPictureReading reading)
    {
        try
        {
            if (HevcParameterSets.LayerOf(unit) != 0)
            {
                return;
            }

            var type = HevcParameterSets.TypeOf(unit);
            switch (type)
            {
                case HevcNalUnitType.VideoParameterSet or HevcNalUnitType.SequenceParameterSet or HevcNalUnitType.PictureParameterSet:
                    TakeParameterSet(frame, type, unit.TrimEnd((byte)0));
                    break;
                case HevcNalUnitType.PrefixSei:
                    reading.TakeSei(unit, _sets.Sequence(0)?.Usability);
                    break;
                case HevcNalUnitType.EndOfSequence or HevcNalUnitType.EndOfBitstream:
                    reading.EndsSequence = true;
                    break;
                case var slice when HevcParameterSets.IsSlice(slice):
                    reading.IsMalformed = true;
                    reading.TakeSlice(_sets.ReadSlice(unit), unit.Length);
                    reading.IsMalformed = false;
                    break;
            }
        }
        catch (MediaFormatException malformed)
        {
            Log.Add(frame, FaultCodes.Syntax, "H.265 7.3.6.1", "A NAL unit is malformed.", ("found", malformed.What));
        }
    }

    private void TakeParameterSet(int frame, HevcNalUnitType type, ReadOnlySpan<byte> unit)
    {
        if (_record.IsKnown((int)type, unit))
        {
            return;
        }

        var name = type switch { HevcNalUnitType.VideoParameterSet => "video", HevcNalUnitType.SequenceParameterSet => "sequence", _ => "picture" };
        _record.Change(frame, (int)type, IdOf(type, unit), $"{name} parameter set", unit);
        _sets.Add(unit);
        TakeFacts(frame, type, unit);
    }

    private static int IdOf(HevcNalUnitType type, ReadOnlySpan<byte> unit) => type switch
    {
        HevcNalUnitType.VideoParameterSet => unit.Length > 2 ? unit[2] >> 4 : 0,
        HevcNalUnitType.SequenceParameterSet => HevcSequenceParameterSet.Parse(unit).Id,
        _ => HevcPictureParameterSet.Parse(unit).Id,
    };
}

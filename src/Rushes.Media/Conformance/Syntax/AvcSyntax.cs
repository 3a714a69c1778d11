using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Samples of AVC (ISO/IEC 14496-15 §5).</summary>
internal sealed class AvcSyntax : StreamSyntax
{
    private const string Clause = "H.264 7.3.3";

    private readonly AvcDecoderConfiguration _configuration;
    private readonly AvcParameterSets _sets;
    private readonly ParameterSetRecord _record;
    private readonly AvcOrder _order;

    public AvcSyntax(TrackFormat format, FaultLog log)
        : base(log)
    {
        _configuration = AvcDecoderConfiguration.Parse(format.Configuration.Span);
        _sets = new AvcParameterSets(_configuration);
        _record = new ParameterSetRecord(format.EntryType is "avc3" or "dvav", log);
        _order = new AvcOrder(log);
        foreach (var unit in _configuration.SequenceParameterSets.Concat(_configuration.PictureParameterSets))
        {
            _record.Start((int)AvcParameterSets.TypeOf(unit.Span), IdOf(unit.Span), unit.Span);
        }

        var first = AvcSequenceParameterSet.Parse(_configuration.SequenceParameterSets[0].Span);
        Facts = AvcFacts.Of(first);
        if ((_configuration.Profile, _configuration.Compatibility, _configuration.Level) != (first.Profile, first.Constraints, first.Level))
        {
            log.Add(
                0, FaultCodes.Configuration, "ISO/IEC 14496-15 5.3.3.1.2", "Profile, constraints or level of avcC are not those of its sequence parameter set.",
                ("avcC", $"{_configuration.Profile}/{_configuration.Compatibility}/{_configuration.Level}"), ("sps", $"{first.Profile}/{first.Constraints}/{first.Level}"));
        }
    }

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var reading = new AvcPictureReading();
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

    private void Take(int frame, ReadOnlySpan<byte> unit, AvcPictureReading reading)
    {
        var type = AvcParameterSets.TypeOf(unit);
        try
        {
            switch (type)
            {
                case AvcNalUnitType.SequenceParameterSet or AvcNalUnitType.PictureParameterSet:
                    TakeParameterSet(frame, type, unit);
                    break;
                case AvcNalUnitType.Sei:
                    reading.TakeSei(unit, _sets.Sequence(0)?.Usability);
                    break;
                case AvcNalUnitType.Slice or AvcNalUnitType.SlicePartitionA or AvcNalUnitType.IdrSlice:
                    var slice = _sets.ReadSlice(unit);
                    var sequence = _sets.Sequence(_sets.Picture(slice.PictureParameterSetId)!.SequenceId)!;
                    reading.TakeSlice(slice, sequence, unit.Length);
                    break;
                case AvcNalUnitType.SlicePartitionB or AvcNalUnitType.SlicePartitionC:
                    reading.VclBits += unit.Length * 8L;
                    break;
            }
        }
        catch (MediaFormatException malformed)
        {
            reading.IsMalformed |= type is AvcNalUnitType.Slice or AvcNalUnitType.IdrSlice;
            Log.Add(frame, FaultCodes.Syntax, Clause, "A NAL unit is malformed.", ("type", (int)type), ("found", malformed.What));
        }
    }

    private void TakeParameterSet(int frame, AvcNalUnitType type, ReadOnlySpan<byte> unit)
    {
        var bytes = unit.TrimEnd((byte)0);
        if (!_record.IsKnown((int)type, bytes))
        {
            var name = type == AvcNalUnitType.SequenceParameterSet ? "sequence parameter set" : "picture parameter set";
            _record.Change(frame, (int)type, IdOf(bytes), name, bytes);
            _sets.Add(bytes);
        }
    }

    private static int IdOf(ReadOnlySpan<byte> unit) => AvcParameterSets.TypeOf(unit) == AvcNalUnitType.SequenceParameterSet
        ? AvcSequenceParameterSet.Parse(unit).Id
        : AvcPictureParameterSet.Parse(unit).Id;
}

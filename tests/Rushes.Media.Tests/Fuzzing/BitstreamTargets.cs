using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.H263;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Mpeg2;
using Rushes.Media.Bitstreams.ProRes;
using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Bitstreams.Vc3;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Tests.Bitstreams;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Headers of coded pictures. What one unit refuses is no end: the next is read with the state that it left.</summary>
internal static class BitstreamTargets
{
    public static IEnumerable<FuzzTarget> All { get; } =
    [
        FuzzTarget.Of("avc", ReadAvc, BitstreamSeeds.Avc),
        FuzzTarget.Of("hevc", ReadHevc, [BitstreamSeeds.Hevc], "b-hdr/hdr10plus_multimsg-sei.hevc", "b-hdr/dovi_regular.hevc", "i-fragmented/hevc.265"),
        FuzzTarget.Of("av1", ReadAv1, BitstreamSeeds.Av1),
        FuzzTarget.Of("vp9", ReadVp9, BitstreamSeeds.Vp9),
        FuzzTarget.Of("mpeg2", ReadMpeg2, [BitstreamSeeds.Mpeg2], "c-interlaced/fate_sony-ct3_pulldown.m2v", "e-mezzanine/fate_hhi_burst_422_short.m2v"),
        FuzzTarget.Of("mpeg2 picture", bytes => Mpeg2Properties.Read(bytes), BitstreamSeeds.Mpeg2),
        FuzzTarget.Of("h263", bytes => H263PictureHeader.Parse(bytes), BitstreamSeeds.H263),
        FuzzTarget.Of("extended h263", bytes => H263PictureHeader.Parse(bytes), BitstreamSeeds.ExtendedH263),
        FuzzTarget.Of("prores", bytes => ProResFrameHeader.Parse(bytes), BitstreamSeeds.ProRes),
        FuzzTarget.Of("vc3", bytes => Vc3FrameHeader.Parse(bytes), BitstreamSeeds.Vc3),
    ];

    private static void ReadAvc(byte[] stream)
    {
        var sets = new AvcParameterSets();
        var usability = default(AvcUsability);
        var units = new AnnexBNalUnits(stream);
        while (units.TryRead(out var unit))
        {
            Hostile.ReadsOrRefuses(unit.Bytes, bytes =>
            {
                sets.Add(bytes);
                switch (AvcParameterSets.TypeOf(bytes))
                {
                    case AvcNalUnitType.SequenceParameterSet:
                        var sequence = AvcSequenceParameterSet.Parse(bytes);
                        usability = sequence.Usability;
                        AvcDecoderConfiguration.Build([bytes.ToArray()], [new byte[] { 0x68 }]);
                        break;
                    case AvcNalUnitType.Sei:
                        ReadSei(bytes, 1, message => AvcPictureTiming.Read(message.Bits, usability), message => AvcRecoveryPoint.Read(message.Bits));
                        break;
                    case var type when AvcParameterSets.IsSlice(type):
                        Assert.InRange(sets.ReadSlice(bytes).HeaderBytes, 1, bytes.Length);
                        break;
                }
            });
        }
    }

    private static void ReadHevc(byte[] stream)
    {
        var sets = new HevcParameterSets();
        var usability = default(HevcUsability);
        var units = new AnnexBNalUnits(stream);
        while (units.TryRead(out var unit))
        {
            Hostile.ReadsOrRefuses(unit.Bytes, bytes =>
            {
                sets.Add(bytes);
                switch (HevcParameterSets.TypeOf(bytes))
                {
                    case HevcNalUnitType.VideoParameterSet:
                        HevcVideoParameterSet.Parse(bytes);
                        break;
                    case HevcNalUnitType.SequenceParameterSet:
                        usability = HevcSequenceParameterSet.Parse(bytes).Usability;
                        HevcDecoderConfiguration.Build([bytes.ToArray()]);
                        break;
                    case HevcNalUnitType.PrefixSei or HevcNalUnitType.SuffixSei:
                        ReadSei(bytes, 2, message => HevcPictureTiming.Read(message.Bits, usability), message => HevcRecoveryPoint.Read(message.Bits));
                        break;
                    case var type when HevcParameterSets.IsSlice(type):
                        Assert.InRange(sets.ReadSlice(bytes).HeaderBytes, 2, bytes.Length);
                        break;
                }
            });
        }
    }

    private delegate void MessageReader(SeiMessage message);

    private static void ReadSei(ReadOnlySpan<byte> unit, int headerSize, MessageReader readTiming, MessageReader readRecovery)
    {
        var messages = new SeiReader(unit, headerSize);
        while (messages.TryRead(out var message))
        {
            switch (message.Type)
            {
                case SeiType.PictureTiming:
                    readTiming(message);
                    break;
                case SeiType.RecoveryPoint:
                    readRecovery(message);
                    break;
                case SeiType.TimeCode:
                    HevcTimeCode.Read(message.Bits);
                    break;
                case SeiType.MasteringDisplay:
                    HdrMetadata.ReadMasteringDisplay(message.Bits);
                    break;
                case SeiType.ContentLight:
                    HdrMetadata.ReadContentLight(message.Bits);
                    break;
                case SeiType.UserDataRegistered:
                    RegisteredDataReading.Identify(message.Bits);
                    break;
            }
        }
    }

    private static void ReadAv1(byte[] stream)
    {
        var state = new Av1FrameState();
        var obus = new Av1ObuReader(stream);
        while (obus.TryRead(out var obu))
        {
            var (type, temporal, spatial) = (obu.Type, obu.TemporalLayer, obu.SpatialLayer);
            Hostile.ReadsOrRefuses(obu.Payload, bytes => ReadObu(state, new Av1Obu(type, temporal, spatial, false, 0, 2, bytes)));
        }
    }

    private static void ReadObu(Av1FrameState state, Av1Obu obu)
    {
        if (obu.Type == Av1ObuType.Metadata)
        {
            Av1Metadata.Parse(obu.Payload);
        }

        if (state.Read(obu) is { } frame)
        {
            var tiles = frame.ReadTiles(obu.Payload);
            while (tiles.TryRead(out var offset, out var size))
            {
                Assert.InRange(offset + size, offset, obu.Payload.Length);
            }
        }
    }

    private static void ReadVp9(byte[] stream)
    {
        var state = new Vp9FrameState();
        var samples = new SampleNalUnits(stream, lengthSize: 4);
        while (samples.TryRead(out var sample))
        {
            var frames = new Vp9Superframe(sample.Bytes);
            while (frames.TryRead(out var offset, out var size))
            {
                Hostile.ReadsOrRefuses(sample.Bytes.Slice(offset, size), frame => Assert.InRange(state.Read(frame).HeaderBytes, 1, frame.Length));
            }
        }
    }

    private static void ReadMpeg2(byte[] stream)
    {
        var units = new StartCodeUnits(stream);
        while (units.TryRead(out var unit))
        {
            Hostile.ReadsOrRefuses(unit.Bytes, ReadMpeg2Unit);
        }
    }

    private static void ReadMpeg2Unit(ReadOnlySpan<byte> unit)
    {
        _ = (Mpeg2Unit.TypeOf(unit), Mpeg2Unit.ExtensionOf(unit)) switch
        {
            (Mpeg2StartCode.SequenceHeader, _) => (object)Mpeg2SequenceHeader.Parse(unit),
            (Mpeg2StartCode.Group, _) => Mpeg2GroupHeader.Parse(unit),
            (Mpeg2StartCode.Picture, _) => Mpeg2PictureHeader.Parse(unit),
            (_, Mpeg2Extension.Sequence) => Mpeg2SequenceExtension.Parse(unit),
            (_, Mpeg2Extension.SequenceDisplay) => Mpeg2DisplayExtension.Parse(unit),
            (_, Mpeg2Extension.PictureCoding) => Mpeg2PictureCodingExtension.Parse(unit),
            _ => unit.Length,
        };
    }
}

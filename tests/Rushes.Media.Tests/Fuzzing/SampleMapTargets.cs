using System.Buffers.Binary;
using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Encryption;
using Rushes.Media.Tests.Bitstreams;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>What of damaged samples would be encrypted: all bytes of a sample are either clear or protected, whatever they are.</summary>
internal static class SampleMapTargets
{
    // Each piece behind its size in four bytes: a decoder's configuration, then samples.
    public static IEnumerable<FuzzTarget> All { get; } =
    [
        FuzzTarget.Of("avc map", bytes => Divide(bytes, configuration => SubsampleRules.For(AvcDecoderConfiguration.Parse(configuration))), Avc()),
        FuzzTarget.Of("hevc map", bytes => Divide(bytes, configuration => SubsampleRules.For(HevcDecoderConfiguration.Parse(configuration))), Hevc()),
        FuzzTarget.Of("av1 map", bytes => Divide(bytes, configuration => SubsampleRules.For(Av1DecoderConfiguration.Parse(configuration))), Av1()),
        FuzzTarget.Of("vp9 map", bytes => Divide(bytes, _ => new Vp9SubsampleRule()), [.. Piece([]), .. BitstreamSeeds.Vp9]),
    ];

    private delegate ISubsampleRule? RuleMaker(ReadOnlySpan<byte> configuration);

    private static void Divide(byte[] bytes, RuleMaker make)
    {
        foreach (var scheme in (ReadOnlySpan<EncryptionScheme>)[EncryptionScheme.Cbcs, EncryptionScheme.Cenc])
        {
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian([.. bytes.Take(4), .. new byte[4]]), Math.Max(0, bytes.Length - 4));
            var rule = make(bytes.AsSpan(Math.Min(4, bytes.Length), size))!;
            var map = new SubsampleMap(scheme);
            var samples = new SampleNalUnits(bytes.AsSpan(Math.Min(4, bytes.Length) + size), lengthSize: 4);
            while (samples.TryRead(out var sample))
            {
                Hostile.ReadsOrRefuses(sample.Bytes, content => Divide(content, rule, map, scheme));
            }
        }
    }

    private static void Divide(ReadOnlySpan<byte> sample, ISubsampleRule rule, SubsampleMap map, EncryptionScheme scheme)
    {
        map.Reset();
        rule.Divide(sample, map);
        map.Close();
        var total = 0L;
        foreach (var entry in map.Entries)
        {
            Assert.True(scheme == EncryptionScheme.Cbcs || entry.ProtectedBytes % TrackEncryption.BlockSize == 0);
            total += entry.Length;
        }

        Assert.Equal(sample.Length, total);
    }

    private static byte[] Avc()
    {
        var units = Units(BitstreamSeeds.Avc);
        var configuration = AvcDecoderConfiguration.Build([Of(AvcNalUnitType.SequenceParameterSet)], [Of(AvcNalUnitType.PictureParameterSet)]);
        return [.. Piece(configuration.Bytes.Span), .. Piece([.. units.SelectMany(unit => Piece(unit))])];

        byte[] Of(AvcNalUnitType type) => units.First(unit => AvcParameterSets.TypeOf(unit) == type);
    }

    private static byte[] Hevc()
    {
        var units = Units(BitstreamSeeds.Hevc);
        var sets = units.Where(unit => HevcParameterSets.TypeOf(unit) is >= HevcNalUnitType.VideoParameterSet and <= HevcNalUnitType.PictureParameterSet);
        var configuration = HevcDecoderConfiguration.Build([.. sets.Select(unit => (ReadOnlyMemory<byte>)unit)]);
        return [.. Piece(configuration.Bytes.Span), .. Piece([.. units.SelectMany(unit => Piece(unit))])];
    }

    private static byte[] Av1()
    {
        var obus = new Av1ObuReader(BitstreamSeeds.Av1);
        while (obus.TryRead(out var obu))
        {
            if (obu.Type == Av1ObuType.SequenceHeader)
            {
                var sequence = BitstreamSeeds.Av1.AsSpan(obu.Offset, obu.HeaderSize + obu.Payload.Length);
                return [.. Piece(Av1DecoderConfiguration.Build(sequence).Bytes.Span), .. Piece(BitstreamSeeds.Av1)];
            }
        }

        throw new InvalidOperationException("The seed has no sequence header.");
    }

    private static List<byte[]> Units(byte[] stream)
    {
        var found = new List<byte[]>();
        var units = new AnnexBNalUnits(stream);
        while (units.TryRead(out var unit))
        {
            found.Add(unit.Bytes.ToArray());
        }

        return found;
    }

    private static byte[] Piece(ReadOnlySpan<byte> content)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, content.Length);
        return [.. size, .. content];
    }
}

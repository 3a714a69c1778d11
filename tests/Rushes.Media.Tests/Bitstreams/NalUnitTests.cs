using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;

namespace Rushes.Media.Tests.Bitstreams;

public sealed class NalUnitTests
{
    [Theory]
    [InlineData("00000001 0910 000001 6742 00 00000001 68CE 0000", "0910 6742 68CE")]
    [InlineData("FF00 000001 65", "65")]
    [InlineData("000001 000001 0910 000001", "0910")]
    [InlineData("0910", "")]
    [InlineData("", "")]
    public void AnnexB_WithZerosBetween_GivesTheUnits(string stream, string units)
    {
        var found = new List<string>();
        var reader = new AnnexBNalUnits(FromHex(stream));
        while (reader.TryRead(out var unit))
        {
            found.Add(Convert.ToHexString(unit.Bytes));
        }

        Assert.Equal(units, string.Join(' ', found));
    }

    [Theory]
    [InlineData("00000002 0910 00000001 68", 4, "0910@4 68@10")]
    [InlineData("0002 0910 0000 0001 68", 2, "0910@2 68@8")]
    [InlineData("02 0910 01 68", 1, "0910@1 68@4")]
    public void Sample_OfAnyLengthSize_GivesTheUnits(string sample, int lengthSize, string units)
    {
        var found = new List<string>();
        var reader = new SampleNalUnits(FromHex(sample), lengthSize);
        while (reader.TryRead(out var unit))
        {
            found.Add($"{Convert.ToHexString(unit.Bytes)}@{unit.Offset}");
        }

        Assert.Equal(units, string.Join(' ', found));
    }

    [Theory]
    [InlineData("00000003 0910")]
    [InlineData("000000")]
    [InlineData("FFFFFFFF 09")]
    public void Sample_WithALengthBeyondIt_Throws(string sample) => Assert.Throws<MediaFormatException>(() =>
    {
        var reader = new SampleNalUnits(FromHex(sample), 4);
        reader.TryRead(out _);
    });

    [Fact]
    public void Reader_OfANalUnit_PassesOverEmulationPrevention()
    {
        var bits = BitReader.OfNalUnit([0, 0, 3, 1, 0, 0, 3, 0, 0, 3, 0x80], "test");
        Assert.Equal(0x0000_0100u, bits.ReadBits(32));
        Assert.Equal((32, 5), (bits.Position, bits.BytesTouched));
        Assert.Equal(0u, bits.ReadBits(24));
        Assert.Equal((56, 9), (bits.Position, bits.BytesTouched));
        Assert.False(bits.HasMoreRbspData);
    }

    [Fact]
    public void Reader_OfExpGolomb_ReadsItsWholeRange()
    {
        var bits = new BitReader([0b1010_0110, 0b0100_0010, 0b1100_0000], "test");
        Assert.Equal([0u, 1u, 2u, 3u, 4u, 0u], [bits.ReadUe(), bits.ReadUe(), bits.ReadUe(), bits.ReadUe(), bits.ReadUe(), bits.ReadUe()]);
        var largest = new BitReader([0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF], "test");
        Assert.Equal(uint.MaxValue - 1, largest.ReadUe());
        Assert.Equal(-int.MaxValue, new BitReader([0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF], "test").ReadSe());
    }

    [Fact]
    public void Reader_OfTooLongExpGolomb_Throws() =>
        Assert.Throws<MediaFormatException>(() => new BitReader([0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "test").ReadUe());

    [Theory]
    [InlineData("c-interlaced/HPCVFL_BRCM_A.264")]
    [InlineData("i-fragmented/4pics.264")]
    public async Task Avc_CutShortOrMutated_ThrowsOrReads(string name)
    {
        var stream = await File.ReadAllBytesAsync(SharedMedia.Path(name), TestContext.Current.CancellationToken);
        var sets = new AvcParameterSets();
        Attack(stream, unit => sets.Add(unit), unit => ReadAvc(unit, sets));
    }

    [Theory]
    [InlineData("i-fragmented/hevc.265")]
    [InlineData("b-hdr/hdr10plus_ToS-s01.h265")]
    [InlineData("a-content/KristenAndSara_720p60.hevc")]
    public async Task Hevc_CutShortOrMutated_ThrowsOrReads(string name)
    {
        var stream = await File.ReadAllBytesAsync(SharedMedia.Path(name), TestContext.Current.CancellationToken);
        var sets = new HevcParameterSets();
        Attack(stream, unit => sets.Add(unit), unit => ReadHevc(unit, sets));
    }

    private static void ReadAvc(ReadOnlySpan<byte> unit, AvcParameterSets sets)
    {
        var type = AvcParameterSets.TypeOf(unit);
        if (AvcParameterSets.IsSlice(type))
        {
            sets.ReadSlice(unit);
        }
        else
        {
            new AvcParameterSets().Add(unit);
        }
    }

    private static void ReadHevc(ReadOnlySpan<byte> unit, HevcParameterSets sets)
    {
        var type = HevcParameterSets.TypeOf(unit);
        if (HevcParameterSets.IsSlice(type))
        {
            sets.ReadSlice(unit);
        }
        else if (type == HevcNalUnitType.VideoParameterSet)
        {
            HevcVideoParameterSet.Parse(unit);
        }
        else
        {
            new HevcParameterSets().Add(unit);
        }
    }

    private static void Attack(byte[] stream, Action<ReadOnlySpan<byte>> add, Hostile.Parser parse)
    {
        var reader = new AnnexBNalUnits(stream);
        for (var count = 0; count < 40 && reader.TryRead(out var unit); count++)
        {
            add(unit.Bytes);
            var head = unit.Bytes[..Math.Min(unit.Bytes.Length, 300)];
            Hostile.Truncate(head, parse);
            Hostile.Mutate(head[..Math.Min(head.Length, 60)], 200, parse);
        }
    }

    private static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}

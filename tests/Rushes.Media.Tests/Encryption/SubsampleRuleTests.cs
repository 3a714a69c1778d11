using Rushes.Media.Encryption;

namespace Rushes.Media.Tests.Encryption;

public sealed class SubsampleRuleTests
{
    [Fact]
    public void Map_OfCenc_EndsProtectedRunsWithTheSlice() => Assert.Equal(
        [new Subsample(10 + 5, 32), new Subsample(7 + 15 + 3, 0)],
        Map(EncryptionScheme.Cenc, map =>
        {
            map.AddClear(10);
            map.AddProtected(37);
            map.AddClear(7);
            map.AddProtected(15);
            map.AddClear(3);
        }));

    [Fact]
    public void Map_OfCbcs_StartsProtectedRunsBehindTheHeader() => Assert.Equal(
        [new Subsample(10, 37), new Subsample(7, 15), new Subsample(3, 0)],
        Map(EncryptionScheme.Cbcs, map =>
        {
            map.AddClear(10);
            map.AddProtected(37);
            map.AddClear(7);
            map.AddProtected(15);
            map.AddProtected(0);
            map.AddClear(3);
        }));

    [Theory]
    [InlineData(65_535, 1)]
    [InlineData(65_536, 2)]
    [InlineData(200_000, 4)]
    public void Map_OfLongClearRun_SplitsIt(int clear, int entries)
    {
        var map = Map(EncryptionScheme.Cbcs, map =>
        {
            map.AddClear(clear);
            map.AddProtected(100);
        });

        Assert.Equal(entries, map.Length);
        Assert.Equal(clear, map.Sum(entry => entry.ClearBytes));
        Assert.All(map[..^1], entry => Assert.Equal(0u, entry.ProtectedBytes));
        Assert.Equal(100u, map[^1].ProtectedBytes);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public void NalUnits_OtherThanSlices_StayClear(int lengthSize)
    {
        var rule = new NalUnitSubsampleRule(lengthSize, new FixedHeaders());
        var sample = Sample(lengthSize, Unit(0x09, 2), Unit(0x67, 20), Unit(0x06, 120), Unit(0x65, 100), Unit(0x41, 90), Unit(0x68, 8));

        var map = Divide(rule, sample);

        Assert.Equal([new Subsample((ushort)((4 * lengthSize) + 2 + 20 + 120 + 96), 4), new Subsample((ushort)((2 * lengthSize) + 90 + 8), 0)], map);
    }

    [Fact]
    public void NalUnits_CutAnywhere_GiveAMapOrAFormatException()
    {
        var rule = new NalUnitSubsampleRule(4, new FixedHeaders());
        var sample = Sample(4, Unit(0x65, 100), [], Unit(0x41, 300));
        var whole = 0;
        for (var length = 0; length <= sample.Length; length++)
        {
            var exception = Record.Exception(() => Divide(rule, sample[..length]));
            Assert.True(exception is null or MediaFormatException, $"{length}: {exception}");
            whole += exception is null ? 1 : 0;
        }

        Assert.Equal(4, whole); // nothing, and behind each of the three units
        Assert.Throws<MediaFormatException>(() => Divide(rule, [0xFF, 0xFF, 0xFF, 0xFF, 0x65]));
    }

    private static Subsample[] Divide(NalUnitSubsampleRule rule, byte[] sample)
    {
        var entries = Map(EncryptionScheme.Cbcs, map => rule.Divide(sample, map));
        Assert.Equal(sample.Length, entries.Sum(entry => entry.Length));
        return entries;
    }

    private static Subsample[] Map(EncryptionScheme scheme, Action<SubsampleMap> fill)
    {
        var map = new SubsampleMap(scheme);
        map.AddClear(1000); // of a sample before
        map.Close();
        map.Reset();
        fill(map);
        map.Close();
        return map.Entries.ToArray();
    }

    private static byte[] Unit(byte header, int length) => [header, .. new byte[length - 1]];

    private static byte[] Sample(int lengthSize, params byte[][] units) => [.. units.SelectMany(unit => (byte[])
        [.. BitConverter.GetBytes(unit.Length).Take(lengthSize).Reverse(), .. unit])];

    // Slices are of the types 1 to 5, and their headers take 96 bytes.
    private sealed class FixedHeaders : ISliceRule
    {
        public int ClearBytes(ReadOnlySpan<byte> unit) => (unit[0] & 0x1F) <= 5 ? Math.Min(unit.Length, 96) : unit.Length;
    }
}

using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

public sealed class SampleTableTests
{
    private static readonly Table OneSize = Table.Of("stsz", 5, 4);
    private static readonly Table OneChunk = Table.Of("stsc", 1, 1, 4, 1);
    private static readonly Table Steady = Table.Of("stts", 1, 4, 40);
    private static readonly Table Start = Table.Of("stco", 1, 8);

    [Fact]
    public async Task Samples_OfPlainTables_AreWhereTheySay()
    {
        // Chunks of 2, 2, 1 and 1 samples; the last two with the second entry.
        var track = await ReadAsync(MovieBytes.Of(
            "vide",
            [MovieBytes.Box("aaaa", new byte[8]), MovieBytes.Box("bbbb", new byte[8])],
            Table.Of("stsz", 0, 6, 1, 2, 3, 4, 5, 6),
            Table.Of("stsc", 2, 1, 2, 1, 3, 1, 2),
            Table.Of("co64", 4, 0, 8, 0, 20, 0, 40, 0, 60),
            Table.Of("stts", 2, 4, 10, 2, 20),
            new Table("ctts", [3, 1, 5, 1, unchecked((uint)-5), 4, 0], Version: 1),
            Table.Of("stss", 2, 1, 4)));
        Assert.Equal([8L, 9, 20, 23, 40, 60], track.Samples.Select(sample => sample.Offset));
        Assert.Equal([1u, 2, 3, 4, 5, 6], track.Samples.Select(sample => sample.Size));
        Assert.Equal([0L, 10, 20, 30, 40, 60], track.Samples.Select(sample => sample.DecodeTime));
        Assert.Equal([5L, 5, 20, 30, 40, 60], track.Samples.Select(sample => sample.CompositionTime));
        Assert.Equal([10u, 10, 10, 10, 20, 20], track.Samples.Select(sample => sample.Duration));
        Assert.Equal([true, false, false, true, false, false], track.Samples.Select(sample => sample.IsKey));
        Assert.Equal([0, 0, 0, 0, 1, 1], track.Samples.Select(sample => sample.Entry));
        Assert.Equal(21, track.Samples.Size);
    }

    [Fact]
    public async Task Samples_InAnyOrder_AreTheSame()
    {
        var random = new Random(3);
        uint[] sizes = [.. Enumerable.Range(0, 500).Select(_ => (uint)random.Next(3))];
        var track = await ReadAsync(MovieBytes.Of(
            Table.Of("stsz", [0, 500, .. sizes]),
            Table.Of("stsc", 2, 1, 10, 1, 11, 8, 1),
            Table.Of("stco", [60, .. Enumerable.Range(0, 60).Select(i => (uint)(8 + i))]),
            Table.Of("stts", [250, .. Enumerable.Range(0, 250).SelectMany(_ => (uint[])[2, (uint)random.Next(3)])]),
            Table.Of("stss", [50, .. Enumerable.Range(0, 50).Select(i => (uint)(1 + (10 * i)))])));
        var inOrder = track.Samples.ToArray();
        Assert.Equal(500, inOrder.Length);
        for (var i = 0; i < 2000; i++)
        {
            var number = random.Next(inOrder.Length);
            Assert.Equal(inOrder[number], track.Samples[number]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => track.Samples[500]);
        Assert.Throws<ArgumentOutOfRangeException>(() => track.Samples[-1]);
    }

    [Theory]
    [InlineData(4, 0x12345670u)]
    [InlineData(8, 0x01020304u, 0x05060700u)]
    [InlineData(16, 0x00010002u, 0x00030004u, 0x00050006u, 0x00070000u)]
    public async Task Samples_OfCompactSizes_AreRead(uint bits, params uint[] words)
    {
        var track = await ReadAsync(MovieBytes.Of(
            Table.Of("stz2", [bits, 7, .. words]), Table.Of("stsc", 1, 1, 7, 1), Start, Table.Of("stts", 1, 7, 1)));
        Assert.Equal([1u, 2, 3, 4, 5, 6, 7], track.Samples.Select(sample => sample.Size));
    }

    [Fact]
    public async Task Samples_WithoutSyncTable_AreAllKeys()
    {
        var track = await ReadAsync(MovieBytes.Of(OneSize, OneChunk, Steady, Start));
        Assert.All(track.Samples, sample => Assert.True(sample.IsKey));
    }

    [Fact]
    public async Task Samples_OfPartialSyncTable_AreKeysToo()
    {
        var track = await ReadAsync(MovieBytes.Of(OneSize, OneChunk, Steady, Start, Table.Of("stss", 1, 1), Table.Of("stps", 1, 3)));
        Assert.Equal([true, false, true, false], track.Samples.Select(sample => sample.IsKey));
    }

    [Fact]
    public async Task Samples_OfQuickTimeSound_HaveTheSizeOfAFrame()
    {
        // Two channels of 16 bits; the table says one byte.
        byte[] sound = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 16, 0, 0, 0, 0, 0xBB, 0x80, 0, 0];
        var track = await ReadAsync(MovieBytes.Of(
            "soun", [MovieBytes.Box("sowt", sound)], Table.Of("stsz", 1, 10), Table.Of("stsc", 1, 1, 10, 1), Start, Table.Of("stts", 1, 10, 1)));
        Assert.Equal((40, 4u, 44), (track.Samples.Size, track.Samples[9].Size, track.Samples[9].Offset));
    }

    [Fact]
    public async Task Samples_BeyondTheEnd_AreKnownAndCounted()
    {
        // The fourth chunk lies in the file, the third does not: chunks are in no order.
        var bytes = MovieBytes.Of(OneSize, Table.Of("stsc", 1, 1, 1, 1), Steady, Table.Of("stco", 4, 8, 103, 5000, 20));
        var file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Equal([true, true, false, true], file.Tracks[0].Samples.Select(sample => sample.IsPresent));
        Assert.Equal(1, file.Tracks[0].MissingSamples);
        Assert.Contains(file.Notes, note => note.Kind == NoteKind.Damage && note.What.Contains("1 of the 4 samples", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stts", 1u, 3u, 40u)] // too few
    [InlineData("stts", 1u, 5u, 40u)] // too many
    [InlineData("stts", 9u, 4u, 40u)] // more entries than there are
    [InlineData("stsc", 1u, 1u, 3u, 1u)]
    [InlineData("stsc", 1u, 1u, 4u, 2u)] // an entry that is not there
    [InlineData("stsc", 1u, 1u, 4u, 0u)]
    [InlineData("stss", 2u, 3u, 2u)] // out of order
    [InlineData("stss", 1u, 5u)]
    [InlineData("stsz", 5u, 4_000_000_000u)]
    [InlineData("stsz", 0u, 8u, 1u)]
    [InlineData("ctts", 1u, 9u, 0u)]
    [InlineData("stco", 1u, 0xFFFF_FFFFu)]
    public async Task Tables_ThatDisagree_AreDamage(string type, params uint[] words)
    {
        Table[] tables = [OneSize, OneChunk, Steady, Start];
        var bytes = MovieBytes.Of([.. tables.Where(table => table.Type != type), new Table(type, words)]);
        var file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Contains(file.Notes, note => note.Kind == NoteKind.Damage);
        Assert.InRange(file.Tracks[0].Samples.Count, 1, bytes.Length);
    }

    private static async Task<MovieTrack> ReadAsync(byte[] bytes)
    {
        var file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Empty(file.Notes);
        return Assert.Single(file.Tracks);
    }
}

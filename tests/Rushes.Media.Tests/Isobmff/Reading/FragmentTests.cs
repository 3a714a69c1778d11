using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

public sealed class FragmentTests
{
    private const uint Id = MovieBytes.TrackId;
    private const uint BaseIsMoof = 0x20000;

    private static readonly Table Extends = Table.Of("trex", Id, 1, 40, 5, 0x0001_0000);
    private static readonly byte[] Movie = MovieBytes.Of(Extends);

    [Fact]
    public async Task Samples_OfRunsOneAfterAnother_GoOn()
    {
        // The second run says no offset: it follows the first. Only its first sample is a key.
        var track = await ReadAsync(Fragment(
            Header(BaseIsMoof),
            Table.Of("tfdt", 1000),
            new Table("trun", [2, 8], Flags: 0x001),
            new Table("trun", [2, 0x0200_0000, 9, 11, 9, 11], Flags: 0x304)));
        var moof = Movie.Length;
        Assert.Equal([moof + 8L, moof + 13, moof + 18, moof + 29], track.Samples.Select(sample => sample.Offset));
        Assert.Equal([1000L, 1040, 1080, 1089], track.Samples.Select(sample => sample.DecodeTime));
        Assert.Equal([false, false, true, false], track.Samples.Select(sample => sample.IsKey));
    }

    [Fact]
    public async Task Samples_WithoutAnyBase_FollowTheTrackFragmentBefore()
    {
        var track = await ReadAsync([.. Movie, .. MovieBytes.Fragment(
            [Header(0), new Table("trun", [2, 16], Flags: 0x001)],
            [Header(0), new Table("trun", [1], Flags: 0)])]);
        Assert.Equal([16L, 21, 26], track.Samples.Select(sample => sample.Offset - Movie.Length));
        Assert.Equal([0L, 40, 80], track.Samples.Select(sample => sample.DecodeTime));
    }

    [Fact]
    public async Task Samples_WithAnExplicitBase_CountFromIt()
    {
        var track = await ReadAsync(Fragment(
            new Table("tfhd", [Id, 0, 10], Flags: 0x1), new Table("trun", [1, unchecked((uint)-2)], Flags: 0x001)));
        Assert.Equal(8, Assert.Single(track.Samples).Offset);
    }

    [Fact]
    public async Task Samples_OfFragmentAndRun_HaveTheDefaultsNearest()
    {
        // tfhd: entry 1, duration 20, size 3, flags of a key. The run's own sizes come first.
        var track = await ReadAsync(Fragment(
            new Table("tfhd", [Id, 1, 20, 3, 0x0200_0000], Flags: BaseIsMoof | 0x3A),
            new Table("trun", [2, 0, 1, 2], Flags: 0x201),
            new Table("trun", [1, 0, 0x0101_0000], Flags: 0x401)));
        Assert.Equal([1u, 2, 3], track.Samples.Select(sample => sample.Size));
        Assert.Equal([20u, 20, 20], track.Samples.Select(sample => sample.Duration));
        Assert.Equal([true, true, false], track.Samples.Select(sample => sample.IsKey));
    }

    [Fact]
    public async Task Samples_BehindAnEmptyFragment_ComeLater()
    {
        var track = await ReadAsync([.. Movie, .. MovieBytes.Fragment(
            [new Table("tfhd", [Id, 500], Flags: BaseIsMoof | 0x10008)],
            [Header(BaseIsMoof), new Table("trun", [1, 0], Flags: 0x001)])]);
        Assert.Equal(500, Assert.Single(track.Samples).DecodeTime);
    }

    [Fact]
    public async Task Samples_OfTablesAndFragments_AreOneTrack()
    {
        var movie = MovieBytes.Of(
            Extends, Table.Of("stsz", 5, 4), Table.Of("stsc", 1, 1, 4, 1), Table.Of("stts", 1, 4, 40), Table.Of("stco", 1, 8));
        var track = await ReadAsync([.. movie, .. MovieBytes.Fragment([Header(BaseIsMoof), new Table("trun", [1, 8], Flags: 0x001)])]);
        Assert.Equal([0L, 40, 80, 120, 160], track.Samples.Select(sample => sample.DecodeTime));
        Assert.Equal([true, true, true, true, false], track.Samples.Select(sample => sample.IsKey));
    }

    [Fact]
    public async Task Run_ThatClaimsMoreThanItHolds_IsDamage()
    {
        var file = await MovieFile.ReadAsync(
            new MemoryStream(Fragment(Header(BaseIsMoof), new Table("trun", [0x4000_0000, 8, 1, 2], Flags: 0x201))),
            TestContext.Current.CancellationToken);
        Assert.Equal(NoteKind.Damage, Assert.Single(file.Notes).Kind);
        Assert.Equal([1u, 2], file.Tracks[0].Samples.Select(sample => sample.Size));
    }

    [Theory]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(5000u)] // more than the file has bytes
    public async Task Run_ThatClaimsSamplesOfNothing_IsRefused(uint count) =>
        await Assert.ThrowsAsync<MediaFormatException>(() => MovieFile.ReadAsync(
            new MemoryStream(Fragment(new Table("tfhd", [Id, 0], Flags: BaseIsMoof | 0x10), new Table("trun", [count, 8], Flags: 0x001))),
            TestContext.Current.CancellationToken));

    [Fact]
    public async Task Fragment_OfAnUnknownTrack_IsDamage()
    {
        var bytes = Fragment(new Table("tfhd", [99], Flags: BaseIsMoof), new Table("trun", [1, 8], Flags: 0x001));
        var file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Equal(NoteKind.Damage, Assert.Single(file.Notes).Kind);
        Assert.Equal(0, file.Tracks[0].Samples.Count);
    }

    private static Table Header(uint flags) => new("tfhd", [Id], Flags: flags);

    private static byte[] Fragment(params Table[] part) => [.. Movie, .. MovieBytes.Fragment(part)];

    private static async Task<MovieTrack> ReadAsync(byte[] bytes)
    {
        var file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Empty(file.Notes);
        return Assert.Single(file.Tracks);
    }
}

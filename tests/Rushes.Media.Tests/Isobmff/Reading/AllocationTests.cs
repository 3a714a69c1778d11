namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Files made of nothing but the box that costs most: memory stays a small multiple of their size.</summary>
public sealed class AllocationTests
{
    private const int Count = 400_000;

    public static TheoryData<string> Tables { get; } = ["stsz", "stss", "stts", "ctts", "stco", "stsc", "elst"];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Read_OfATableOfDifferentValues_StaysBounded(string type)
    {
        Table[] tables =
        [
            type == "stsz" ? Table.Of("stsz", [0, Count, .. Differing(1)]) : Table.Of("stsz", 1, Count),
            type == "stco" ? Table.Of("stco", [Count, .. Differing(1)]) : Table.Of("stco", 1, 8),
            type == "stsc" ? Table.Of("stsc", [Count / 3, .. Differing(1)[..(Count / 3 * 3)]]) : Table.Of("stsc", 1, 1, type == "stco" ? 1u : Count, 1),
            type == "stts" ? Table.Of("stts", [Count, .. Differing(2)]) : Table.Of("stts", 1, Count, 1),
            .. type == "ctts" ? (Table[])[Table.Of("ctts", [Count, .. Differing(2)])] : [],
            .. type == "stss" ? (Table[])[Table.Of("stss", [Count / 2, .. Enumerable.Range(0, Count / 2).Select(i => (uint)(1 + (2 * i)))])] : [],
        ];
        Table[] edits = type == "elst" ? [Table.Of("elst", [Count / 3, .. Differing(1)[..(Count / 3 * 3)]])] : [];
        Assert.NotNull(await MeasuredRead.TryReadAsync(MovieBytes.Of("vide", [MovieBytes.Box("test", new byte[8])], 100, edits, tables)));
    }

    [Fact]
    public async Task Read_OfManyRuns_StaysBounded()
    {
        var runs = Enumerable.Range(0, 20_000).Select(i => new Table("trun", [1, (uint)i], Flags: 0x001));
        byte[] bytes = [
            .. MovieBytes.Of(Table.Of("trex", MovieBytes.TrackId, 1, 40, 5, 0)),
            .. MovieBytes.Fragment([new Table("tfhd", [MovieBytes.TrackId], Flags: 0x20000), .. runs])];
        Assert.NotNull(await MeasuredRead.TryReadAsync(bytes));
    }

    [Theory]
    [InlineData("free")]
    [InlineData("moof")]
    public async Task Read_OfEmptyBoxes_StaysBounded(string type)
    {
        byte[] bytes = [.. MovieBytes.Of(), .. Enumerable.Repeat(MovieBytes.Box(type), 100_000).SelectMany(box => box)];
        Assert.NotNull(await MeasuredRead.TryReadAsync(bytes));
    }

    private static uint[] Differing(int wordsPerEntry) =>
        [.. Enumerable.Range(0, Count * wordsPerEntry).Select(i => i % wordsPerEntry == 0 && wordsPerEntry == 2 ? 1u : (uint)(1 + (i % 3)))];
}

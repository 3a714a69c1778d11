using System.Buffers.Binary;
using Rushes.Media.Isobmff.Reading;
using static Rushes.Media.Tests.Isobmff.Reading.MovieBytes;

namespace Rushes.Media.Tests.Isobmff.Reading;

public sealed class EncryptedMovieTests
{
    [Theory]
    [InlineData("encv")]
    [InlineData("enca")]
    [InlineData("avc1")]
    public async Task FindEntry_SecondEntryOfTheSecondTrack_IsFound(string entry)
    {
        byte[] film =
        [
            .. Box("ftyp"), .. Box("mdat", new byte[100]),
            .. Box("moov", [.. Box("mvhd", new byte[100]), .. Track(Box("mp4a", new byte[28])), .. Track([.. Box("hvc1", new byte[70]), .. Box(entry, new byte[70])])]),
        ];

        Assert.Equal(entry == "avc1" ? null : entry, await FindAsync(film));
    }

    [Fact]
    public async Task FindEntry_SizesThatLie_EndsWithoutAnything()
    {
        var huge = Box("free", new byte[16]);
        BinaryPrimitives.WriteUInt32BigEndian(huge, 1);
        BinaryPrimitives.WriteInt64BigEndian(huge.AsSpan(8), long.MaxValue);
        var endless = Box("moov", Enumerable.Repeat(Box("trak"), 20_000).SelectMany(box => box).ToArray());

        Assert.Null(await FindAsync([.. Box("ftyp"), .. huge]));
        Assert.Null(await FindAsync([.. Box("moov", Track([])), 0, 0, 0, 3, 1]));
        Assert.Null(await FindAsync(endless));
    }

    private static async Task<string?> FindAsync(byte[] film) =>
        (await EncryptedMovie.FindEntryAsync(new MemoryStream(film), TestContext.Current.CancellationToken))?.ToString();

    private static byte[] Track(byte[] entries) =>
        Box("trak", [.. Box("tkhd", new byte[84]), .. Box("mdia", Box("minf", Box("stbl", [.. Box("stsd", [.. new byte[8], .. entries]), .. Box("stts", new byte[8])])))]);
}

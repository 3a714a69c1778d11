using System.Buffers.Binary;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>
/// A QuickTime file of the <see cref="TerabyteTitle"/>. All runs of the layout are checked against what our reader makes of the header;
/// real bytes pass through the writer for the first and the last GiB and for two at random places. Nothing touches a disk.
/// </summary>
public sealed class TerabyteTests
{
    private const long Gibibyte = 1L << 30;
    private const long MostMemory = 128 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_OfATerabyte_IsLaidOutReadAndStreamedInBoundedMemory()
    {
        var tracks = new TerabyteTitle().Tracks.Select(track => new ProgressiveTrack(track)).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var file = new ProgressiveFile(tracks, new ProgressiveOptions { Flavour = FileFlavour.QuickTime });
        Assert.InRange(file.Size, 1_000_000_000_000, 1_030_000_000_000);
        var header = file.Runs().First().Boxes;
        CheckMediaData(header.Span, file.Size);

        // Allocations are counted and not what is live: no more can be in use at once than was ever asked for.
        var movie = await MovieFile.ReadAsync(new HeaderStream(header, file.Size), Token);
        Assert.Empty(movie.Notes);
        TerabyteTables.Check(
            movie, file.Tracks, file.Runs().Skip(1).Select(run => (run.Track, run.Chunk, run.Offset, run.Length)), header.Length, file.Size);
        foreach (var start in (long[])[0, 3 * (Gibibyte + 777), (file.Size / 2) + 12_345, file.Size - Gibibyte])
        {
            await StreamAsync(movie, file, start, header.Length);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, MostMemory);
    }

    // mdat, ISO/IEC 14496-12 §4.2.2: size 1 announces one of 64 bits behind the type.
    private static void CheckMediaData(ReadOnlySpan<byte> header, long fileSize)
    {
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32BigEndian(header[^16..]));
        Assert.True(header[^12..^8].SequenceEqual("mdat"u8));
        Assert.Equal(fileSize - header.Length + 16, BinaryPrimitives.ReadInt64BigEndian(header[^8..]));
        Assert.True(header.IndexOf("co64"u8) > 0);
    }

    private static async Task StreamAsync(MovieFile movie, ProgressiveFile file, long start, int headerLength)
    {
        var source = new BlockSource();
        await using var sink = new ComparingStream(movie, file, start);
        await FileWriter.WriteAsync(new FileWindow(file, start, start + Gibibyte), [source, source], sink, Token);
        Assert.Equal((start + Gibibyte, Gibibyte - Math.Max(0, headerLength - start)), (sink.Position, sink.Compared));
    }
}

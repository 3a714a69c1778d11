using System.Buffers.Binary;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff;

public sealed class FragmentedFileTests
{
    private static readonly byte[] Good = SyntheticChunk.Video([0, 3, 1, 2], keys: [0]);

    [Fact]
    public async Task Read_OfAChunk_FindsItsSamples()
    {
        var file = await ReadAsync(Good);
        Assert.Equal((SyntheticChunk.Timescale, TrackKind.Video, 4), (file.Timescale, file.Kind, file.Samples.Count));
        Assert.Equal(SyntheticChunk.AvcEntry(0x68), file.SampleEntry.ToArray());
        Assert.Equal([10u, 11, 12, 13], file.Samples.Select(sample => sample.Size));
        Assert.Equal(Good.Length - 46, file.Samples[0].Offset);
        Assert.Equal(file.Samples[0].Offset + 10, file.Samples[1].Offset);
        Assert.Equal([0L, 512, 1024, 1536], file.Samples.Select(sample => sample.DecodeTime));
        Assert.Equal([1536L, 3072, 2048, 2560], file.Samples.Select(sample => sample.CompositionTime));
        Assert.Equal([true, false, false, false], file.Samples.Select(sample => sample.IsKey));
    }

    [Fact]
    public async Task Read_NeverTouchesMediaData()
    {
        using var stream = new CountingStream(SyntheticChunk.Video([.. Enumerable.Range(0, 1000)], keys: [0]));
        var file = await FragmentedFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        Assert.InRange(stream.HighestRead, 1, file.Samples[0].Offset + 16);
    }

    [Fact]
    public async Task Read_CutAnywhere_IsRefused()
    {
        // At the end of moov there is a whole file without samples; everywhere else something is missing.
        var whole = IndexOf("moof") - 4;
        for (var length = 0; length < Good.Length; length++)
        {
            if (length != whole)
            {
                await RefusedAsync(Good[..length]);
            }
        }
    }

    [Theory]
    [InlineData("mdat", 0xFFFFFFFF)]
    [InlineData("mdat", 7)]
    [InlineData("moof", 0x7FFFFFFF)]
    [InlineData("trun", 0xFFFFFFFF)]
    [InlineData("trun", 3)]
    [InlineData("stsd", 1)]
    [InlineData("traf", 9)]
    public async Task Read_WithABoxOfImpossibleSize_IsRefused(string type, uint size)
    {
        var bytes = Good.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(IndexOf(type) - 4), size);
        await RefusedAsync(bytes);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 62)]
    [InlineData(15)]
    [InlineData(0)]
    public async Task Read_WithAn64BitSizeThatLies_IsRefused(ulong size)
    {
        var writer = new BoxWriter();
        writer.UInt32(1);
        writer.Bytes("free"u8);
        writer.UInt64(size);
        await RefusedAsync([.. writer.Written.Span, .. Good]);
    }

    [Fact]
    public async Task Read_With64BitSizesAndASizeOfZeroAtTheEnd_Reads()
    {
        var writer = new BoxWriter();
        writer.UInt32(1);
        writer.Bytes("free"u8);
        writer.UInt64(20);
        writer.UInt32(7);
        byte[] bytes = [.. Good[..IndexOf("moof", -4)], .. writer.Written.Span, .. Good[IndexOf("moof", -4)..]];
        var mdat = bytes.AsSpan().LastIndexOf("mdat"u8) - 4;
        bytes.AsSpan(mdat, 4).Clear();
        Assert.Equal(4, (await ReadAsync(bytes)).Samples.Count);
    }

    [Theory]
    [InlineData(0x001, 0xFFFFFFFF)] // four billion samples of no size
    [InlineData(0x201, 0x40000000)] // more sizes than the box holds
    [InlineData(0xF01, 5)]
    public async Task Read_WithAnAbsurdSampleCount_IsRefused(uint flags, uint count)
    {
        var bytes = Good.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(IndexOf("trun") + 4), flags);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(IndexOf("trun") + 8), count);
        await RefusedAsync(bytes);
    }

    [Theory]
    [InlineData(12, int.MinValue)] // data offset before the file
    [InlineData(12, int.MaxValue)]
    [InlineData(16, 0)] // a sample of no bytes
    [InlineData(16, -1)]
    [InlineData(16, 47)] // one byte too far for those behind it
    public async Task Read_WithASampleOutsideTheFile_IsRefused(int position, int value)
    {
        var bytes = Good.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(IndexOf("trun") + position), value);
        await RefusedAsync(bytes);
    }

    [Fact]
    public async Task Read_OfOtherTracks_IsRefused()
    {
        await RefusedAsync(Headers("vide", tracks: 2));
        await RefusedAsync(Headers("vide", tracks: 0));
        await RefusedAsync(Headers("text", tracks: 1));
        await RefusedAsync(Good[IndexOf("moof", -4)..]);
        await RefusedAsync("this is a text file, not a film"u8.ToArray());
    }

    [Fact]
    public async Task Read_OfDamagedBytes_EndsInMediaFormatExceptionOrAFile()
    {
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = Good.ToArray();
            for (var hits = random.Next(1, 5); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length - 46)] = (byte)random.Next(256);
            }

            try
            {
                await ReadAsync(bytes);
            }
            catch (MediaFormatException refused)
            {
                Assert.InRange(refused.Offset, 0, bytes.Length);
            }
        }
    }

    private static byte[] Headers(string handler, int tracks)
    {
        var writer = new BoxWriter();
        SyntheticChunk.WriteHeaders(writer, System.Text.Encoding.ASCII.GetBytes(handler), SyntheticChunk.AvcEntry(1), tracks);
        return writer.Written.ToArray();
    }

    private static int IndexOf(string type, int shift = 0) =>
        Good.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(type)) + shift;

    private static Task<FragmentedFile> ReadAsync(byte[] bytes) =>
        FragmentedFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);

    private static async Task RefusedAsync(byte[] bytes) =>
        await Assert.ThrowsAsync<MediaFormatException>(() => ReadAsync(bytes));

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long HighestRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            HighestRead = Math.Max(HighestRead, Position);
            return read;
        }
    }
}

using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Refusals;

/// <summary>Inputs that look odd and are taken: every frame that FFmpeg decodes of the source is in the streams.</summary>
public sealed class UnusualSourceTests
{
    private const string Moving = "-f lavfi -i testsrc2=size=64x36:rate=";
    private const string Clip = Moving + "12:duration=2 -f lavfi -i sine=duration=2 -c:v libx264 -c:a aac";

    private const string Ladder =
        "version: 1\ncodec: avc\nsegment: 2s\nrenditions:\n  - {name: tiny, height: 480, crf: 28, maxrate: 1000k, buffer: 2000k, preset: ultrafast}\n";

    /// <summary>Kind, name, FFmpeg's arguments, and the width and height of the one rendition.</summary>
    public static TheoryData<string, string, string, int, int> Sources { get; } = new()
    {
        { "odd sides", "odd.mkv", Moving + "12:duration=2 -vf scale=853:481,setsar=1 -c:v libx264 -pix_fmt yuv444p", 852, 480 },
        { "small odd sides", "odd.mkv", Moving + "12:duration=2 -vf scale=67:37,setsar=1 -c:v libx264 -pix_fmt yuv444p", 66, 36 },
        { "turned by 90 degrees", "turned.mp4", "-display_rotation 90 -i BASE -c copy", 36, 64 },
        { "wide pixels", "wide.mp4", Moving + "12:duration=2 -vf scale=72:36,setsar=16/11 -c:v libx264", 104, 36 },
        { "no sound", "silent.mp4", Moving + "12:duration=2 -c:v libx264", 64, 36 },
        { "one frame", "one.mp4", Moving + "12:duration=2 -frames:v 1 -c:v libx264", 64, 36 },
        { "two frames", "two.mp4", Moving + "12:duration=2 -frames:v 2 -c:v libx264", 64, 36 },
        { "a frame a second", "slow.mp4", Moving + "1:duration=9 -c:v libx264", 64, 36 },
        { "a frame every two seconds", "slower.mp4", Moving + "1/2:duration=18 -c:v libx264", 64, 36 },
        { "a frame every ten seconds", "slowest.mp4", Moving + "1/10:duration=50 -c:v libx264", 64, 36 },
        { "a JPEG", "still.jpg", Moving + "12:duration=1 -frames:v 1", 64, 36 },
        { "a PNG", "still.png", Moving + "12:duration=1 -frames:v 1", 64, 36 },
        { "a GIF", "moving.gif", Moving + "10:duration=2", 64, 36 },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Encode_UnusualPicture_KeepsEveryFrame(string kind, string name, string arguments, int width, int height)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        if (arguments.Contains("BASE", StringComparison.Ordinal))
        {
            arguments = arguments.Replace("BASE", await TestMedia.MakeAsync(folder["base.mp4"], Clip, token), StringComparison.Ordinal);
        }

        var source = await TestMedia.MakeAsync(folder[name], arguments, token);
        var rendition = await EncodeAsync(source, folder, token);
        Assert.True((width, height) == (rendition.Width, rendition.Height), $"{kind}: {rendition}");
    }

    [Theory]
    [InlineData("with blanks in its name.mp4")]
    [InlineData("it's \"quoted\".mp4")]
    [InlineData("ünïcode 日本 🎬.mp4")]
    [InlineData("-dash.mp4")]
    [InlineData("100%d%03d%s.mp4")]
    [InlineData("two\nlines.mp4")]
    [InlineData("a:b|c,d=e;f[g].mp4")]
    [InlineData("back\\slash&$HOME`x`.mp4")]
    [InlineData("no ending")]
    public async Task Encode_UnusualName_IsANameAndNothingMore(string name)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        File.Move(await TestMedia.MakeAsync(folder["plain.mp4"], Clip, token), folder[name]);

        await EncodeAsync(folder[name], folder, token, output: "out of " + name);
    }

    [Fact]
    public async Task Encode_TransportStreamCutInMidPacket_KeepsWhatDecodes()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var whole = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(folder["whole.ts"], Clip, token), token);

        await EncodeAsync(folder.Write("cut.ts", whole[..(whole.Length - (188 * 20) - 91)]), folder, token);
    }

    [Fact]
    public async Task Encode_FragmentedFileWithATooLongHeader_GoesByItsFrames()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var bytes = await File.ReadAllBytesAsync(
            await TestMedia.MakeAsync(folder["whole.mp4"], $"{Clip} -movflags +frag_keyframe+empty_moov", token), token);
        ClaimAnHour(bytes, "mvhd"u8, 20);
        ClaimAnHour(bytes, "tkhd"u8, 24);
        ClaimAnHour(bytes, "mdhd"u8, 20);

        var rendition = await EncodeAsync(folder.Write("long.mp4", bytes), folder, token);
        Assert.Equal(24, rendition.Frames);
    }

    // Version 0 of these boxes (ISO/IEC 14496-12 §8.2.2, §8.3.2, §8.4.2): the duration is 32 bits at a fixed place.
    private static void ClaimAnHour(byte[] file, ReadOnlySpan<byte> box, int durationOffset)
    {
        const int Ticks = 3_600_000;
        var at = file.AsSpan().IndexOf(box);
        Assert.True(at > 0 && file[at + 4] == 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at + durationOffset), Ticks);
    }

    private static async Task<EndRendition> EncodeAsync(
        string source, TemporaryFolder folder, CancellationToken cancellationToken, string output = "out")
    {
        var end = await new RushesProgram(folder["work"]).RunAsync(
            cancellationToken, "encode", source, "--out", folder[output], "--ladder", folder.Write("ladder.yaml", Ladder), "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        var rendition = Assert.Single(EndReport.Of(end).Renditions);
        Assert.Equal((await FrameHashes.ReadAsync($"file:{source}", "0:v:0", cancellationToken)).Count, rendition.Frames);
        var packaged = await FrameHashes.ReadAsync(Path.Combine(folder[output], rendition.Path), "0:v:0", cancellationToken);
        Assert.Equal(rendition.Frames, packaged.Count);
        return rendition;
    }
}

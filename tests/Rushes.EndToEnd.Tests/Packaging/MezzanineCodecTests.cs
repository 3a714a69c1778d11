using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>MPEG-2, H.263 and VC-3 out of the files that they come in: the same samples, under the names that their new file knows.</summary>
public sealed class MezzanineCodecTests : IDisposable
{
    private const string Small = "-f lavfi -i testsrc2=s=320x180:r=25:d=0.4 ";
    private const string Standard = "-f lavfi -i testsrc2=s=720x576:r=25:d=0.4,setsar=16/15,setfield=tff ";
    private const string Large = "-f lavfi -i testsrc2=s=1920x1080:r=25:d=0.2,setfield=tff ";
    private const string Sound = "-f lavfi -i sine=d=0.4:r=48000 ";
    private const string Interlaced = "-c:v mpeg2video -pix_fmt yuv422p -b:v 50M -minrate 50M -maxrate 50M -bufsize 3M -g 1 -flags +ildct+ilme -top 1 ";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string, string> Sources { get; } = new()
    {
        { "film.ts", Small + Sound + "-c:v mpeg2video -b:v 2M -bf 2 -g 6 -c:a ac3", "mov", "video.codec_tag_string=m2v1; video.profile=Main; video.field_order=progressive; audio.codec_tag_string=ac-3" },
        { "film.ts", Small + Sound + "-c:v mpeg2video -b:v 2M -bf 2 -g 6 -c:a ac3", "mp4", "video.codec_tag_string=mp4v; video.profile=Main; audio.codec_tag_string=ac-3" },
        { "film.mxf", Standard + Sound + Interlaced + "-c:a pcm_s16le -timecode 10:00:00:00", "mov", "video.codec_tag_string=m2v1; video.profile=4:2:2; video.field_order=tt; video.tags.timecode=10:00:00:00; audio.codec_tag_string=sowt" },
        { "film.mov", Standard + Sound + Interlaced + "-c:a pcm_s24le", "mov", "video.codec_tag_string=m2v1; video.field_order=tb; audio.codec_tag_string=in24" },
        { "film.mov", Standard + Sound + Interlaced + "-c:a pcm_s24le", "mp4", "video.codec_tag_string=mp4v; video.profile=4:2:2; audio.codec_tag_string=ipcm" },
        { "film.3gp", "-f lavfi -i testsrc2=s=176x144:r=15:d=0.4 " + Sound + "-c:v h263 -c:a aac", "mp4", "video.codec_tag_string=s263; audio.codec_name=aac" },
        { "film.3gp", "-f lavfi -i testsrc2=s=176x144:r=15:d=0.4 " + Sound + "-c:v h263 -c:a aac", "mov", "video.codec_tag_string=s263; audio.codec_name=aac" },
        { "film.mxf", Small + Sound + "-c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p -c:a pcm_s24le", "mov", "video.codec_tag_string=AVdh; video.profile=DNXHR SQ; video.field_order=progressive; audio.codec_tag_string=in24" },
        { "film.mxf", Small + "-r 30000/1001 -c:v dnxhd -profile:v dnxhr_lb -pix_fmt yuv422p -timecode 01:00:00;02", "mov", "video.codec_tag_string=AVdh; video.profile=DNXHR LB; video.avg_frame_rate=30000/1001; video.tags.timecode=01:00:00;02; data.codec_tag_string=tmcd" },
        { "film.mov", Small + Sound + "-c:v dnxhd -profile:v dnxhr_hqx -pix_fmt yuv422p10le -c:a pcm_s24le", "mov", "video.codec_tag_string=AVdh; video.profile=DNXHR HQX; video.bits_per_raw_sample=10" },
        { "film.mxf", Large + "-c:v dnxhd -b:v 120M -pix_fmt yuv422p -flags +ildct", "mov", "video.codec_tag_string=AVdn; video.profile=DNXHD; video.field_order=tt" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Package_OfItsFile_HasTheSameSamplesByTheRightName(string name, string arguments, string form, string expected)
    {
        var source = await TestMedia.MakeAsync(_folder[name], arguments, Token);

        await PackagedMedia.PackageAsync(source, _folder, $"--{form}");

        var file = Directory.GetFiles(_folder[$"out/{form}"]).Single();
        Assert.Equal(await PackagedMedia.SamplesAsync(source), await PackagedMedia.SamplesAsync(file));
        await PackagedMedia.SameFramesAsync(source, file);
        MediaReport.Says(expected, await MediaReport.OfFfprobeAsync(file));
    }

    /// <summary>Real ones of other makers.</summary>
    [Theory]
    [InlineData("e-mezzanine/fate_dnxhr_lb_multiple_components.mxf", "video.codec_tag_string=AVdh; video.profile=DNXHR LB; video.color_space=bt709")]
    [InlineData("e-mezzanine/fate_dnxhr444_tmcd.mov", "video.codec_tag_string=AVdh; video.profile=DNXHR 444; data.codec_tag_string=tmcd")]
    [InlineData("e-mezzanine/fate_hhi_burst_422_short.m2v", "video.codec_tag_string=m2v1; video.profile=4:2:2; video.field_order=tt")]
    public async Task Package_OfSharedMedia_HasTheSameSamplesByTheRightName(string name, string expected)
    {
        var source = TestMedia.Shared(name);

        await PackagedMedia.PackageAsync(source, _folder, "--mov");

        var file = Directory.GetFiles(_folder["out/mov"]).Single();
        Assert.Equal(await PackagedMedia.SamplesAsync(source), await PackagedMedia.SamplesAsync(file));
        MediaReport.Says(expected, await MediaReport.OfFfprobeAsync(file));
    }
}

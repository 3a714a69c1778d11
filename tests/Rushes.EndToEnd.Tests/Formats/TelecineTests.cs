using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Films that were telecined, and pictures that were made fields, come back as they were: every frame, at its time.</summary>
public sealed class TelecineTests : IDisposable
{
    private const string Film = "-f lavfi -i testsrc2=s=320x240:r=24000/1001:d=4";
    private const string Pictures = "-f lavfi -i testsrc2=s=320x240:r=50:d=4";
    private const string Fields = "-c:v mpeg2video -q:v 2 -bf 2 -flags +ildct+ilme";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("top", "tff", 1, "23", 0)]
    [InlineData("bottom", "bff", 0, "23", 0)]
    [InlineData("top", "tff", 1, "32", 0)]
    [InlineData("top", "tff", 1, "23", 7)]
    public async Task Encode_TelecinedFilm_GivesItsFrames(string first, string order, int topFirst, string pattern, int starts)
    {
        var film = await TestMedia.MakeAsync(_folder["film.mov"], $"{Film} -c:v libx264 -qp 0 -video_track_timescale 24000", Token);
        var source = await TestMedia.MakeAsync(
            _folder["telecined.mov"],
            $"{Film} -vf telecine=first_field={first}:pattern={pattern},trim=start_frame={starts}:end_frame=120,setpts=PTS-STARTPTS,setfield={order} -r 30000/1001 {Fields} -top {topFirst} -video_track_timescale 30000",
            Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 15", "--ivtc");

        Assert.Equal("progressive,24000/1001", await ProbeAsync(encoded));
        var (original, made) = (await ReadAsync(film), await ReadAsync(encoded));
        var skipped = original.Frames.Count - made.Frames.Count;
        Assert.InRange(skipped, starts == 0 ? 0 : 5, starts == 0 ? 0 : 6);
        Assert.Null(FrameMatch.FindProblem(Without(original, skipped), made));
    }

    [Fact]
    public async Task Encode_EditedAfterTelecine_FollowsTheRhythm()
    {
        var source = await TestMedia.MakeAsync(
            _folder["edited.mov"],
            $"{Film} -vf telecine=first_field=top:pattern=23,select=not(between(n\\,33\\,44)),setpts=N/FR/TB,setfield=tff -r 30000/1001 {Fields} -top 1 -video_track_timescale 30000",
            Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 15", "--ivtc");

        // Of 108 frames a fifth is repeated; at the edit one more or less.
        Assert.InRange((await ReadAsync(encoded)).Frames.Count, 86, 88);
    }

    [Fact]
    public async Task Encode_ProgressiveFilmAsTelecined_KeepsEveryFrame()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mov"], $"{Film} -c:v libx264 -qp 0 -video_track_timescale 24000", Token);

        var encoded = await EncodedClip.EncodeAsync(film, _folder, "avc", "height: 240, crf: 15", "--ivtc");

        Assert.Null(FrameMatch.FindProblem(await ReadAsync(film), await ReadAsync(encoded)));
    }

    [Theory]
    [InlineData("top", "tff", 1)]
    [InlineData("bottom", "bff", 0)]
    public async Task Encode_EachField_GivesThePicturesThatBecameFields(string first, string order, int topFirst)
    {
        var pictures = await TestMedia.MakeAsync(_folder["pictures.mov"], $"{Pictures} -c:v libx264 -qp 0 -video_track_timescale 50", Token);
        var source = await TestMedia.MakeAsync(
            _folder["fields.mov"], $"{Pictures} -vf tinterlace=interleave_{first},setfield={order} {Fields} -top {topFirst} -video_track_timescale 25", Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 240, crf: 15", "--deinterlace=fields");

        Assert.Equal("progressive,50/1", await ProbeAsync(encoded));
        Assert.Null(FrameMatch.FindProblem(await ReadAsync(pictures), await ReadAsync(encoded)));
    }

    [Theory]
    [InlineData("c-interlaced/fate_interlaced_crop.mp4", "--deinterlace=fields", 2 * 126)]
    [InlineData("c-interlaced/sony_a7m3_1080i50.mts", "--deinterlace=fields", 2 * 13)]
    [InlineData("c-interlaced/fate_242_4_misflagged_interlaced.mkv", "--ivtc", 207)]
    [InlineData("c-interlaced/fate_sony-ct3_pulldown.m2v", "--ivtc", 7)]
    [InlineData("c-interlaced/fate_ProRes_422_HQ_1080i.mov", "--ivtc", 2)]
    public async Task Encode_FieldsOfOthers_AreWholePictures(string name, string option, int expected)
    {
        var encoded = await EncodedClip.EncodeAsync(TestMedia.Shared(name), _folder, "avc", "height: 240, crf: 20", option);

        Assert.Equal(expected, (await ReadAsync(encoded)).Frames.Count);
        Assert.StartsWith("progressive,", await ProbeAsync(encoded), StringComparison.Ordinal);
    }

    private Task<SourcePictures> ReadAsync(string path) => SourcePictures.ReadAsync(path, _folder, Token);

    private static SourcePictures Without(SourcePictures pictures, int first) =>
        pictures with { Frames = [.. pictures.Frames.Skip(first)], Small = pictures.Small[(first * SourcePictures.SmallWidth * SourcePictures.SmallHeight)..] };

    private static async Task<string> ProbeAsync(string path) =>
        Assert.Single(await EncodedClip.ProbeAsync(path, "-show_entries stream=field_order,avg_frame_rate -of csv=p=0"));
}

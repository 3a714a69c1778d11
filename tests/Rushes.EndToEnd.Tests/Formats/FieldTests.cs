using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>
/// Fields stay fields where a codec has them, in every chunk, and whole pictures stay whole. ffprobe says "tb" of woven fields with the top
/// one first.
/// </summary>
public sealed class FieldTests
{
    private const string Fields = "-f lavfi -i testsrc2=s=320x240:r=50:d=2,tinterlace=";
    private const string TopFirst = Fields + "interleave_top,setfield=tff -c:v mpeg2video -q:v 3 -flags +ildct+ilme -top 1";
    private const string BottomFirst = Fields + "interleave_bottom,setfield=bff -c:v mpeg2video -q:v 3 -flags +ildct+ilme -top 0";
    private const string Whole = "-f lavfi -i testsrc2=s=320x240:r=25:d=2 -c:v mpeg2video -q:v 3";

    [Theory]
    [InlineData(TopFirst, "mpeg2", "tb", 1, 1)]
    [InlineData(BottomFirst, "mpeg2", "bt", 1, 0)]
    [InlineData(Whole, "mpeg2", "progressive", 0, 0)]
    [InlineData(TopFirst, "prores-lt", "tb", 1, 1)]
    [InlineData(BottomFirst, "prores-lt", "bt", 1, 0)]
    [InlineData(Whole, "prores-lt", "progressive", 0, 0)]
    public async Task Encode_Source_KeepsItsFields(string arguments, string codec, string order, int interlaced, int topFirst)
    {
        using var folder = new TemporaryFolder();
        var source = await TestMedia.MakeAsync(folder["source.mkv"], arguments, TestContext.Current.CancellationToken);

        var film = await EncodedClip.EncodeAsync(source, folder, codec, codec == "mpeg2" ? "height: 240, crf: 3" : "height: 240");

        Assert.Equal(order, Assert.Single(await EncodedClip.ProbeAsync(film, "-show_entries stream=field_order -of csv=p=0")).Trim(','));
        var frames = await EncodedClip.ProbeAsync(film, "-show_entries frame=interlaced_frame,top_field_first -of csv=p=0");
        Assert.Equal(50, frames.Count);
        Assert.All(frames, frame => Assert.StartsWith($"{interlaced},{topFirst}", frame, StringComparison.Ordinal));
    }
}

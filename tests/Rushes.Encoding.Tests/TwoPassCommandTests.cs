using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Tests;

public sealed class TwoPassCommandTests
{
    private const long Share = 123_456;

    [Theory]
    [InlineData(CodecFormat.Avc, "-pass 1 -passlogfile /out/360p")]
    [InlineData(CodecFormat.Hevc, "pass=1:slow-firstpass=0:stats=/out/360p-0.log")]
    [InlineData(CodecFormat.Av1, "-preset 10")]
    [InlineData(CodecFormat.Vp9, "-cpu-used 5")]
    public void Measure_EachCodec_IsAtConstantQualityWithoutACap(CodecFormat codec, string option)
    {
        var command = Build(codec, task => task.Measures = true);

        var measured = command.Split(" file:/out/360p.mp4")[0];
        Assert.Contains(option, measured, StringComparison.Ordinal);
        Assert.Contains("-crf ", measured, StringComparison.Ordinal);
        Assert.DoesNotContain("-maxrate", measured, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_Vp9_RunsTheEncodersOwnFirstPassBeside()
    {
        var command = Build(CodecFormat.Vp9, task => task.Measures = true);

        Assert.Contains("split=3[cut][cut0][cut1]", command, StringComparison.Ordinal);
        Assert.Matches(@"file:/out/360p\.mp4 -chroma_sample_location left -map \[out1\] .*-cpu-used 2 .*-b:v 800000 .*-pass 1 -passlogfile /out/360p .*-f null -", command);
    }

    [Theory]
    [InlineData(CodecFormat.Avc, "-pass 2 -passlogfile /out/360p")]
    [InlineData(CodecFormat.Hevc, "pass=2:slow-firstpass=0:stats=/out/360p-0.log")]
    [InlineData(CodecFormat.Av1, "-preset 8")]
    [InlineData(CodecFormat.Vp9, "-pass 2 -passlogfile /out/360p")]
    public void Encode_EachCodec_SpendsTheSharesOfThePiece(CodecFormat codec, string option)
    {
        var command = Build(codec, task => task.Pieces[0].Shares.Add(new RunShare
        {
            Rendition = "360p", Bitrate = Share, Statistics = { codec == CodecFormat.Av1 ? [] : [new Statistics { Suffix = ".log" }] },
        }));

        Assert.Contains(option, command, StringComparison.Ordinal);
        Assert.Contains("-b:v 123456 ", command, StringComparison.Ordinal);

        // SVT-AV1 refuses a cap on an average.
        Assert.Equal(codec != CodecFormat.Av1, command.Contains("-maxrate 1200000 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Encode_Av1AtABitrate_ExpectsKeyFramesWhereTheyAre()
    {
        // A group is 50 frames, and a quarter more is allowed for.
        Assert.Contains("-g 80 ", Build(CodecFormat.Av1, _ => { }), StringComparison.Ordinal);
        Assert.Contains("-g 99999 ", Build(CodecFormat.Av1, task => task.Measures = true), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_PathOfAnyKind_IsOneValue() => Assert.Equal(@"/a\:b/c\'d\\e", Options.Escape(@"/a:b/c'd\e"));

    private static string Build(CodecFormat codec, Action<ChunkTask> change)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec.Format, recipe.Rate) = (codec, new RateControl { Bitrate = 800_000, Maxrate = 1_200_000, Buffer = 2_400_000 });
        var task = EncodingSamples.Task(0, 100, recipe);
        task.Pieces.Add(new Piece { Frames = task.Frames });
        change(task);
        return string.Join(' ', EncodingSamples.Command(task, EncodingSamples.Timeline()));
    }
}

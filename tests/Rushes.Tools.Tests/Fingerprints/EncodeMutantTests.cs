using Rushes.Media.Fingerprints;
using Rushes.Testing;

namespace Rushes.Tools.Tests.Fingerprints;

/// <summary>Encodes that are wrong on purpose, each made by FFmpeg from real chunks.</summary>
public sealed class EncodeMutantTests : IDisposable
{
    private const int Bad = 1;
    private const int First = Bad * Encodes.PerChunk;

    private readonly Encodes _encodes = new();

    public static TheoryData<string, string, PictureFaultKind, int, int> Mutants => new()
    {
        { "a frame dropped", "select=not(eq(n\\,12))", PictureFaultKind.Lost, First + 12, First + 13 },
        { "three frames dropped", "select=not(between(n\\,12\\,14))", PictureFaultKind.Lost, First + 12, First + 13 },
        { "a frame doubled", Order(Enumerable.Range(0, Encodes.PerChunk).Select(frame => frame > 12 ? frame - 1 : frame)), PictureFaultKind.Doubled, First + 13, First + 14 },
        { "neighbours swapped", Shuffle(12, 13), PictureFaultKind.Swapped, First + 12, First + 14 },
        { "frames swapped", Shuffle(12, 17), PictureFaultKind.Swapped, First + 12, First + 18 },
        { "a frame late", Encodes.Trim(Bad, 1), PictureFaultKind.Shifted, First, First + Encodes.PerChunk },
        { "three frames early", Encodes.Trim(Bad, -3), PictureFaultKind.Shifted, First, First + Encodes.PerChunk },
        { "another chunk", Encodes.Trim(3), PictureFaultKind.Shifted, First, First + Encodes.PerChunk },
        { "a black frame", "drawbox=color=black:t=fill:enable=eq(n\\,12)", PictureFaultKind.Differs, First + 12, First + 13 },
        { "grey frames", "drawbox=color=gray:t=fill:enable=between(n\\,12\\,16)", PictureFaultKind.Differs, First + 12, First + 17 },
        { "a third of a frame grey", "drawbox=y=ih*2/3:h=ih/3:color=gray:t=fill:enable=eq(n\\,12)", PictureFaultKind.Differs, First + 12, First + 13 },
        { "a frame too dark", "eq=brightness=-0.1:enable=eq(n\\,12)", PictureFaultKind.Differs, First + 12, First + 13 },
        { "the first frame too dark", "eq=brightness=-0.1:enable=eq(n\\,0)", PictureFaultKind.Differs, First, First + 1 },
        { "the last frame too dark", $"eq=brightness=-0.1:enable=eq(n\\,{Encodes.PerChunk - 1})", PictureFaultKind.Differs, First + Encodes.PerChunk - 1, First + Encodes.PerChunk },
        { "two frames too bright", "eq=brightness=0.075:enable=between(n\\,12\\,13)", PictureFaultKind.Differs, First + 12, First + 14 },
        { "2 % cropped", "crop=iw*0.98:ih*0.98,scale=640:360", PictureFaultKind.Geometry, First, First + Encodes.PerChunk },
        { "bars", "scale=640:300,pad=640:360:0:30", PictureFaultKind.Geometry, First, First + Encodes.PerChunk },
        { "flipped", "hflip", PictureFaultKind.Geometry, First, First + Encodes.PerChunk },
        { "upside down", "vflip", PictureFaultKind.Geometry, First, First + Encodes.PerChunk },
        { "full range as limited", "scale=in_range=tv:out_range=pc,setparams=range=tv", PictureFaultKind.Levels, First, First + Encodes.PerChunk },
        { "too bright", "eq=gamma=1.4", PictureFaultKind.Levels, First, First + Encodes.PerChunk },
        { "negative", "negate", PictureFaultKind.Differs, First, First + Encodes.PerChunk },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Compare_MutatedChunk_IsNamedWithItsPlace(string name, string filter, PictureFaultKind kind, int from, int to)
    {
        Assert.NotEmpty(name);
        var faults = await _encodes.CompareAsync(await _encodes.MakeSourceAsync(), chunk => chunk == Bad ? filter : "");

        var fault = Assert.Single(faults);
        Assert.Equal((kind, Bad, from, to), (fault.Kind, fault.Chunk, fault.From, fault.To));
    }

    [Fact]
    public async Task Compare_ChunksSwapped_NamesBoth()
    {
        var faults = await _encodes.CompareAsync(await _encodes.MakeSourceAsync(), chunk => Encodes.Trim(chunk switch { 1 => 2, 2 => 1, _ => chunk }));

        Assert.Equal([(1, 2), (2, 1)], faults.Select(fault => (fault.Chunk!.Value, fault.OtherChunk!.Value)));
        Assert.All(faults, fault => Assert.Equal(PictureFaultKind.Shifted, fault.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",fade=in:0:40,fade=out:60:40")]
    [InlineData(",noise=alls=30:allf=t")]
    [InlineData(",drawbox=color=white:t=fill:enable=eq(mod(n\\,40)\\,20)")]
    [InlineData(",tinterlace=interleave_top,fieldorder=tff")]
    public async Task Compare_GoodEncode_FindsNothing(string look)
    {
        var source = await _encodes.MakeSourceAsync(look);

        Assert.Empty(await _encodes.CompareAsync(source, _ => "", chunkCount: look.Contains("tinterlace", StringComparison.Ordinal) ? 2 : 4));
    }

    [Theory]
    [InlineData("a-content/park_joy_720p24.mp4", "-c:v libx264 -preset veryfast -crf 40")]
    [InlineData("a-content/KristenAndSara_720p60.hevc", "-c:v libx264 -preset veryfast -crf 40")]
    [InlineData("g-phone/cursed-vfr.mp4", "-c:v libx264 -preset veryfast -crf 30")]
    public async Task Compare_GoodEncodeOfARealFilm_FindsNothing(string film, string encoder) =>
        Assert.Empty(await _encodes.CompareAsync(TestMedia.Shared(film), _ => "", encoder, chunkCount: 2));

    public void Dispose() => _encodes.Dispose();

    private static string Shuffle(int one, int other) =>
        Order(Enumerable.Range(0, Encodes.PerChunk).Select(frame => frame == one ? other : frame == other ? one : frame));

    private static string Order(IEnumerable<int> frames) => "shuffleframes=" + string.Join(' ', frames);
}

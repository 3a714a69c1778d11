using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Testing;

namespace Rushes.Tools.Tests.Fingerprints;

/// <summary>Encodes of a part of the picture are held against that part.</summary>
public sealed class CroppedEncodeTests : IDisposable
{
    private const int Bad = 2;
    private const int First = Bad * Encodes.PerChunk;

    private static readonly Rectangle Area = new() { Left = 60, Top = 40, Width = 500, Height = 280 };

    private readonly Encodes _encodes = new();

    public static TheoryData<string, string, PictureFaultKind, int, int> Mutants => new()
    {
        { "less of it", "crop=490:275:65:42:exact=1", PictureFaultKind.Geometry, First, First + Encodes.PerChunk },
        { "not cropped", "null", PictureFaultKind.Differs, First, First + Encodes.PerChunk },
        { "a grey frame", $"{Right},drawbox=color=gray:t=fill:enable=eq(n\\,12)", PictureFaultKind.Differs, First + 12, First + 13 },
        { "too bright", $"{Right},eq=gamma=1.4", PictureFaultKind.Levels, First, First + Encodes.PerChunk },
        { "a frame late", $"{Encodes.Trim(Bad, 1)},{Right}", PictureFaultKind.Shifted, First, First + Encodes.PerChunk },
        { "another chunk", $"{Encodes.Trim(3)},{Right}", PictureFaultKind.Shifted, First, First + Encodes.PerChunk },
    };

    private static string Right => "crop=500:280:60:40:exact=1";

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Compare_MutatedChunk_IsNamedWithItsPlace(string name, string filter, PictureFaultKind kind, int from, int to)
    {
        Assert.NotEmpty(name);
        var faults = await _encodes.CompareAsync(await _encodes.MakeSourceAsync(), chunk => chunk == Bad ? filter : Right, crop: Area);

        var fault = Assert.Single(faults);
        Assert.Equal((kind, Bad, from, to), (fault.Kind, fault.Chunk, fault.From, fault.To));
    }

    [Theory]
    [InlineData(240)]
    [InlineData(280)]
    [InlineData(144)]
    public async Task Compare_GoodEncode_FindsNothing(int height) =>
        Assert.Empty(await _encodes.CompareAsync(await _encodes.MakeSourceAsync(), _ => Right, height: height, crop: Area));

    [Theory]
    [InlineData("park_joy_720p24.mp4", 1280, 536, 0, 92)]
    [InlineData("Seeking_30_480_1050.mp4", 540, 480, 90, 0)]
    [InlineData("bbb_1080p25_51_30s.ts", 960, 540, 301, 301)]
    public async Task Compare_GoodEncodeOfARealFilm_FindsNothing(string film, int width, int height, int left, int top)
    {
        var area = new Rectangle { Left = left, Top = top, Width = width, Height = height };

        Assert.Empty(await _encodes.CompareAsync(TestMedia.Shared($"a-content/{film}"), _ => $"crop={width}:{height}:{left}:{top}:exact=1", chunkCount: 2, crop: area));
    }

    [Theory]
    [InlineData(1280, 500, 0, 92)]
    [InlineData(1180, 536, 50, 92)]
    [InlineData(1280, 536, 0, 132)]
    [InlineData(1280, 536, 0, 0)]
    public async Task Compare_AnotherPartOfARealFilm_IsFound(int width, int height, int left, int top)
    {
        var area = new Rectangle { Top = 92, Width = 1280, Height = 536 };

        Assert.NotEmpty(await _encodes.CompareAsync(
            TestMedia.Shared("a-content/park_joy_720p24.mp4"), _ => $"crop={width}:{height}:{left}:{top}:exact=1,scale=1280:536", chunkCount: 2, crop: area));
    }

    public void Dispose() => _encodes.Dispose();
}

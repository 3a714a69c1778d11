using Rushes.Media.Fingerprints;
using static Rushes.Media.Tests.Fingerprints.Pictures;

namespace Rushes.Media.Tests.Fingerprints;

public sealed class PictureComparisonTests
{
    private const int Frames = 5 * PerChunk;

    public static TheoryData<string, PictureFaultKind, int?, int, int> Mutants => new()
    {
        { "lost", PictureFaultKind.Lost, 1, 60, 61 },
        { "doubled", PictureFaultKind.Doubled, 1, 61, 62 },
        { "swapped", PictureFaultKind.Swapped, 1, 60, 62 },
        { "swapped apart", PictureFaultKind.Swapped, 1, 60, 64 },
        { "shifted", PictureFaultKind.Shifted, 1, 40, 80 },
        { "other chunk", PictureFaultKind.Shifted, 3, 120, 160 },
        { "black frame", PictureFaultKind.Differs, 1, 60, 61 },
        { "grey run", PictureFaultKind.Differs, 1, 60, 70 },
        { "other film", PictureFaultKind.Differs, 2, 80, 120 },
        { "mirrored", PictureFaultKind.Geometry, null, 0, Frames },
        { "bars", PictureFaultKind.Geometry, null, 0, Frames },
        { "full range", PictureFaultKind.Levels, null, 0, Frames },
        { "full range in a chunk", PictureFaultKind.Levels, 2, 80, 120 },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Compare_Mutant_IsNamedWithItsPlace(string mutant, PictureFaultKind kind, int? chunk, int from, int to)
    {
        var film = Film(Frames);

        var faults = await CompareAsync(film, Mutate(Coded(film), mutant));

        var fault = faults[0];
        Assert.Equal((kind, chunk, from, to), (fault.Kind, fault.Chunk, fault.From, fault.To));
        Assert.Single(faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Compare_GoodEncode_FindsNothing(int noise)
    {
        var film = Film(Frames);

        Assert.Empty(await CompareAsync(film, Coded(film, noise)));
    }

    [Fact]
    public async Task Compare_SceneThatDoesNotMove_SaysNothingOfItsOrder()
    {
        var film = Enumerable.Repeat(Film(1)[0], Frames).ToArray();
        var encode = Coded(film);
        Array.Reverse(encode);

        Assert.Empty(await CompareAsync(film, encode));
    }

    [Fact]
    public async Task Compare_BlackFlashesAndFades_FindsNothing()
    {
        var film = Film(Frames);
        for (var frame = 0; frame < PerChunk; frame++)
        {
            film[frame] = Flat(0);
            film[PerChunk + frame] = [.. film[PerChunk + frame].Select(cell => (byte)(cell * frame / PerChunk))];
        }

        film[100] = film[130] = Flat(255);

        Assert.Empty(await CompareAsync(film, Coded(film)));
    }

    [Fact]
    public async Task Compare_NoiseWithoutMotion_FindsNothing()
    {
        var film = Coded(Enumerable.Repeat(Film(1)[0], Frames), 6, seed: 3);

        Assert.Empty(await CompareAsync(film, Coded(Enumerable.Repeat(Film(1)[0], Frames), 2)));
    }

    [Fact]
    public async Task Compare_ARangeOfTheMezzanine_CountsFromItsFirstFrame()
    {
        var film = Film(Frames + 100);
        byte[][][] encode = [.. Coded(film[100..]).Chunk(PerChunk)];

        Assert.Empty(await CompareAsync(film, encode, NoRules with { FirstFrame = 100 }));
        Assert.NotEmpty(await CompareAsync(film, encode, NoRules with { FirstFrame = 97 }));
    }

    [Fact]
    public async Task Compare_ToneMapping_IsFollowedWhereItIsWanted()
    {
        var film = Film(Frames);
        byte[][] mapped = [.. film.Select(frame => frame.Select(cell => (byte)(255 * Math.Pow(cell / 255.0, 0.6))).ToArray())];
        var lost = Mutate(Coded(mapped), "lost");

        var fault = Assert.Single(await CompareAsync(film, [.. lost.Chunk(PerChunk)], NoRules with { MapsTones = true }));

        Assert.Equal((PictureFaultKind.Lost, 60), (fault.Kind, fault.From));
    }

    [Fact]
    public async Task Compare_FieldsOfDifferentFrames_AreNamed()
    {
        var film = Film(Frames + 1);
        byte[][] late = [.. film[..^1].Zip(film[1..], (now, next) => now.Zip(next, (a, b) => (byte)((a + b) / 2)).ToArray())];

        var fault = Assert.Single(await CompareAsync(film, Coded(late, 1), interlaced: true));

        Assert.Equal(PictureFaultKind.Field, fault.Kind);
        Assert.Null(fault.Chunk);
    }

    [Fact]
    public async Task Compare_ChunkTooShort_IsComparedAsFarAsItGoes()
    {
        var film = Film(Frames);
        byte[][][] chunks = [.. Coded(film).Chunk(PerChunk)];
        chunks[1] = [.. chunks[1][..10], .. chunks[1][11..]];
        chunks[3] = [];

        var fault = Assert.Single(await CompareAsync(film, chunks, NoRules));

        Assert.Equal((PictureFaultKind.Lost, 50, 1), (fault.Kind, fault.From, fault.Offset));
    }

    private static byte[][] Mutate(byte[][] film, string mutant)
    {
        var good = film.ToArray();
        switch (mutant)
        {
            case "lost":
                good.AsSpan(61, 20).CopyTo(film.AsSpan(60));
                break;
            case "doubled":
                good.AsSpan(60, 19).CopyTo(film.AsSpan(61));
                break;
            case "swapped":
                (film[60], film[61]) = (film[61], film[60]);
                break;
            case "swapped apart":
                (film[60], film[63]) = (film[63], film[60]);
                break;
            case "shifted":
                good.AsSpan(41, PerChunk).CopyTo(film.AsSpan(40));
                break;
            case "other chunk":
                good.AsSpan(0, PerChunk).CopyTo(film.AsSpan(120));
                break;
            case "black frame":
                film[60] = Flat(0);
                break;
            case "grey run":
                film.AsSpan(60, 10).Fill(Flat(128));
                break;
            case "other film":
                Film(PerChunk, seed: 4).CopyTo(film, 80);
                break;
            case "mirrored":
                return [.. film.Select(frame => frame.Chunk(Fingerprint.Columns).SelectMany(row => row.Reverse()).ToArray())];
            case "bars":
                return [.. film.Select(frame => frame.Select((cell, at) => at < 20 || at >= 220 ? (byte)0 : cell).ToArray())];
            case "full range":
                return [.. film.Select(Compress)];
            case "full range in a chunk":
                return [.. film.Select((frame, at) => at / PerChunk == 2 ? Compress(frame) : frame)];
        }

        return film;
    }

    private static byte[] Compress(byte[] frame) => [.. frame.Select(cell => (byte)(16 + (cell * 219 / 255)))];
}

using Rushes.Media.Telecine;

namespace Rushes.Media.Tests.Telecine;

/// <summary>Planted rhythms come back: where a repeat is drawn as <c>.</c> and a frame that moves as <c>#</c>.</summary>
public sealed class CadenceSearchTests
{
    private const byte Motion = 90;
    private const byte CodingNoise = 5;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_Film_DropsItsPhase(int phase)
    {
        var cadence = CadenceSearch.Find(Film(60, phase));

        Assert.Equal(Every(5, phase == 0 ? 5 : phase, 60), Repeats(cadence));
        Assert.Equal((0, 0), (cadence.VideoFrames, cadence.Breaks));
    }

    [Fact]
    public void Find_ProgressiveFilm_KeepsEveryFrame()
    {
        byte[] differences = [.. Enumerable.Range(0, 300).Select(frame => (byte)(40 + (frame * 37 % 100)))];

        Assert.Equal((0, 300), (CadenceSearch.Find(differences).Repeats, CadenceSearch.Find(differences).VideoFrames));
    }

    [Fact]
    public void Find_NoiseInRepeats_StillDropsThem()
    {
        var random = new Random(7);
        byte[] differences = [.. Enumerable.Range(0, 300).Select(frame => (byte)(frame % 5 == 3 ? random.Next(0, 25) : random.Next(30, 120)))];

        Assert.Equal(Every(5, 3, 300), Repeats(CadenceSearch.Find(differences)));
    }

    [Fact]
    public void Find_Edit_ChangesThePhaseThere()
    {
        byte[] differences = [.. Film(52, 2), 255, .. Film(60, 3)[1..]];

        var cadence = CadenceSearch.Find(differences);

        Assert.Equal([.. Every(5, 2, 52), .. Every(5, 3, 60).Select(frame => frame + 52)], Repeats(cadence));
        Assert.Equal(1, cadence.Breaks);
    }

    [Fact]
    public void Find_StillBetweenFilm_KeepsThePhase()
    {
        byte[] differences = [.. Film(50, 1), .. Enumerable.Repeat((byte)3, 100), .. Film(50, 1)];

        Assert.Equal(Every(5, 1, 200), Repeats(CadenceSearch.Find(differences)));
    }

    [Fact]
    public void Find_DrawingsShownTwice_DropsOnePhase()
    {
        // Twelve drawings a second: of five frames two move.
        byte[] differences = [.. Enumerable.Range(0, 100).Select(frame => frame % 5 is 0 or 3 ? Motion : CodingNoise)];

        var cadence = CadenceSearch.Find(differences);

        Assert.Equal((20, 0, 0), (cadence.Repeats, cadence.VideoFrames, cadence.Breaks));
        Assert.DoesNotContain(Repeats(cadence), frame => frame % 5 is 0 or 3);
    }

    [Fact]
    public void Find_VideoBetweenFilm_KeepsAllOfIt()
    {
        byte[] differences = [.. Film(60, 4), .. Enumerable.Repeat(Motion, 60), .. Film(60, 4)];

        var cadence = CadenceSearch.Find(differences);

        Assert.Equal(24, cadence.Repeats);
        Assert.DoesNotContain(Repeats(cadence), frame => frame is >= 60 and < 120);
        Assert.Equal(2, cadence.Breaks);
    }

    [Fact]
    public void Find_CutsInFilm_AreNoBreaks()
    {
        var differences = Film(100, 0);
        foreach (var cut in (int[])[11, 12, 47, 71])
        {
            differences[cut] = 255;
        }

        Assert.Equal((19, 0), (CadenceSearch.Find(differences).Repeats, CadenceSearch.Find(differences).Breaks));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(400)]
    public void Find_NothingMoves_KeepsEveryFrame(int frames)
    {
        var cadence = CadenceSearch.Find(new byte[frames]);

        Assert.Equal((frames, 0), (cadence.Count, cadence.Repeats));
    }

    internal static byte[] Film(int frames, int phase) => [.. Enumerable.Range(0, frames).Select(frame => frame % 5 == phase ? CodingNoise : Motion)];

    private static IEnumerable<int> Every(int step, int first, int end) => Enumerable.Range(0, end).Where(frame => frame >= first && frame % step == first % step);

    private static IEnumerable<int> Repeats(Cadence cadence) => Enumerable.Range(0, cadence.Count).Where(cadence.Repeated);
}

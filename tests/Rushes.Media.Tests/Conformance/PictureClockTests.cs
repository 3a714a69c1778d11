namespace Rushes.Media.Tests.Conformance;

/// <summary>The clock of H.263, 30000/1001 Hz or of its own, against times: FFmpeg counts frames, and says when each comes at the rate that it was told.</summary>
public sealed class PictureClockTests
{
    private static readonly string[] Encoders = ["h263", "h263p"];
    private static readonly string[] Rates = ["10", "12.5", "15", "24000/1001", "24", "25", "30000/1001", "30"];

    public static TheoryData<string, string> Encodes => new MatrixTheoryData<string, string>(Rates, Encoders);

    public static TheoryData<string, string> FastOnesToo => new MatrixTheoryData<string, string>([.. Rates, "50", "60000/1001"], Encoders);

    [Theory]
    [MemberData(nameof(FastOnesToo))]
    public async Task Check_GoodEncodeOfAnyRate_FindsNothing(string rate, string encoder)
    {
        using var folder = new TemporaryFolder();
        var path = await EncodeAsync(folder, rate, encoder);
        Assert.Empty((await Checked.FileAsync(path)).Select(Checked.Text));

        await FFmpeg.RunAsync("-i", path, "-c", "copy", folder["same.3gp"]);
        Assert.Empty((await Checked.FileAsync(folder["same.3gp"])).Select(Checked.Text));
    }

    [Theory]
    [MemberData(nameof(Encodes))]
    public async Task Check_FrameLostAtAnyRate_IsNamedAtItsPlace(string rate, string encoder)
    {
        using var folder = new TemporaryFolder();
        var path = await EncodeAsync(folder, rate, encoder);
        foreach (var lost in (int[])[31, 35, 36, 150, 190])
        {
            var film = await Mutant.OfAsync(path);
            film.Samples.RemoveAt(lost);
            Assert.Equal([("validate.lost_frame", lost)], await FoundAsync(film));
        }
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("15")]
    [InlineData("24")]
    [InlineData("25")]
    [InlineData("30000/1001")]
    public async Task Check_FileThatFFmpegLeftAFrameOutOf_IsNamedAtItsPlace(string rate)
    {
        using var folder = new TemporaryFolder();
        var path = folder["lost.3gp"];
        await FFmpeg.RunAsync("-i", await EncodeAsync(folder, rate, "h263"), "-c", "copy", "-bsf:v", @"noise=drop=eq(n\,31):amount=0,setts=ts=N*DURATION", path);

        var fault = Assert.Single(await Checked.FileAsync(path));

        Assert.Equal(("validate.lost_frame", 31, "H.263 5.1.2", false), (fault.Code, fault.From, fault.Clause, fault.IsWarning));
        Assert.Equal(["temporalReference", "temporalReferenceBefore"], fault.Evidence.Keys.Order());
    }

    [Fact]
    public async Task Check_SeveralFramesLost_NamesEach()
    {
        var film = await FilmAsync("25");
        film.Samples.RemoveRange(400, 3);
        film.Samples.RemoveAt(200);
        film.Samples.RemoveAt(100);

        Assert.Equal([100, 199, 398], (await FoundAsync(film)).Select(fault => fault.From));
    }

    // Pieces that were encoded each for itself count from 0, those that were cut out of others from anywhere: both begin with a key frame.
    [Theory]
    [InlineData(0, 250)]
    [InlineData(90, 180)]
    [InlineData(180, 90)]
    public async Task Check_PiecesPutTogether_FindsNothing(int start, int count)
    {
        var (film, other) = (await FilmAsync("25"), await FilmAsync("25"));
        film.Samples.RemoveRange(132, film.Samples.Count - 132);
        film.Samples.AddRange(other.Samples.GetRange(start, count).Select(sample => sample with { Shown = 1000 + sample.Shown }));

        Assert.Empty(await FoundAsync(film));
    }

    // An encoder that was told 25 frames a second counts them at that, whenever they come. A tick is 1/12800 s.
    [Theory]
    [InlineData("a little faster")]
    [InlineData("as television speeds films up")]
    [InlineData("twice as fast in the middle")]
    [InlineData("one frame held")]
    [InlineData("one frame short")]
    [InlineData("irregular")]
    public async Task Check_ClockThatIsNotThatOfTheTimes_FindsNothing(string times)
    {
        var film = await FilmAsync("25");
        film.Duration = times switch
        {
            "a little faster" => _ => 510,
            "as television speeds films up" => _ => 490,
            "twice as fast in the middle" => frame => frame is >= 200 and < 300 ? 256 : 512,
            "one frame held" => frame => frame == 200 ? 5120 : 512,
            "one frame short" => frame => frame == 200 ? 10 : 512,
            _ => frame => 512 + (frame * 7919 % 400) - 200,
        };

        Assert.Empty(await FoundAsync(film));
    }

    // A tick is 0.08 ms: durations differ by 0.7 ms, as of times that were rounded to the millisecond.
    [Theory]
    [InlineData("15")]
    [InlineData("24")]
    public async Task Check_FrameLostWhereTimesAreRounded_IsNamedAtItsPlace(string rate)
    {
        var film = await FilmAsync(rate);
        var exact = film.Duration(0);
        film.Duration = frame => exact + (frame % 3 == 0 ? 6 : -3);

        Assert.Empty(await FoundAsync(film));
        film.Samples.RemoveAt(77);

        Assert.Equal([("validate.lost_frame", 77)], await FoundAsync(film));
    }

    // A reading is repeated there once in 1001 frames: the first two are 0.
    [Fact]
    public async Task Check_ThirtyFramesASecondTimedAs2997_FindsNothing()
    {
        var (film, piece) = (await FilmAsync("30"), await FilmAsync("30"));
        film.Samples.InsertRange(0, piece.Samples.GetRange(0, 36).Select(sample => sample with { Shown = sample.Shown - 36 }));
        film = new Mutant { Format = film.Format, Samples = film.Samples, Timescale = 30_000, Duration = _ => 1_001 };

        Assert.Empty(await FoundAsync(film));
    }

    private static async Task<Mutant> FilmAsync(string rate)
    {
        using var folder = new TemporaryFolder();
        return await Mutant.OfAsync(await EncodeAsync(folder, rate, "h263"));
    }

    // FFmpeg gives h263p a name in capitals, which nobody else reads.
    private static async Task<string> EncodeAsync(TemporaryFolder folder, string rate, string encoder)
    {
        var path = await GoodEncodesTests.EncodeAsync(folder, $"testsrc2=size=176x144:rate={rate}:duration=20", $"-c:v {encoder}");
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        file[file.AsSpan().LastIndexOf("stsd"u8) + "stsd\0\0\0\0\0\0\0\0size"u8.Length] = (byte)'h';
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        return path;
    }

    private static async Task<IEnumerable<(string Code, int From)>> FoundAsync(Mutant film) =>
        (await film.CheckAsync()).Select(fault => (fault.Code, fault.From));
}

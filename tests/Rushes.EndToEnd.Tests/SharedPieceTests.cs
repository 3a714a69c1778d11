using System.Text.RegularExpressions;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests;

/// <summary>What one job has encoded, a later one takes, byte for byte; and nothing that is not the same.</summary>
public sealed partial class SharedPieceTests : IDisposable
{
    private const int Pieces = 6;

    /// <summary>Of the inspection: times, fingerprints, digests of groups, and what else was found.</summary>
    private const int Inspected = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly RushesProgram _program;

    public SharedPieceTests() => _program = new RushesProgram(_folder["cache"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encode_SameAgain_TakesEveryPiece()
    {
        var film = await FilmAsync("film", "testsrc2");
        Assert.Equal(0, await EncodeAsync(film, "first", Ladder("180p")));

        Assert.Equal(Pieces + Inspected, await EncodeAsync(film, "again", Ladder("180p")));

        await AssertSameAsync("first", "again");
    }

    [Fact]
    public async Task Encode_OneMoreRendition_TakesTheOthers()
    {
        var film = await FilmAsync("film", "testsrc2");
        await EncodeAsync(film, "first", Ladder("180p"));

        Assert.Equal(Pieces + Inspected, await EncodeAsync(film, "both", Ladder("90p", "180p")));

        await AssertSameAsync("first", "both");
    }

    [Fact]
    public async Task Encode_FilmEditedInTheMiddle_TakesWhatIsFarFromIt()
    {
        await EncodeAsync(await FilmAsync("film", "testsrc2"), "film", Ladder("180p"));
        var edited = await FilmAsync("edited", "testsrc");

        var taken = await EncodeAsync(edited, "edited", Ladder("180p"));

        Assert.InRange(taken, 2, Pieces - 2);
        Assert.Equal(0, await EncodeAsync(edited, "anew", Ladder("180p"), "--cache", "off"));
        await AssertSameAsync("anew", "edited");
    }

    [Fact]
    public async Task Encode_OtherQuality_TakesNothing()
    {
        var film = await FilmAsync("film", "testsrc2");
        await EncodeAsync(film, "first", Ladder("180p"));

        Assert.Equal(Inspected, await EncodeAsync(film, "other", Ladder("180p").Replace("crf: 35", "crf: 36", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Encode_PiecesWereDamaged_MakesThemAgain()
    {
        var film = await FilmAsync("film", "testsrc2");
        await EncodeAsync(film, "first", Ladder("180p"));
        foreach (var path in Directory.EnumerateFiles(_folder["work/shared"], "media", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await EncodeAsync(film, "again", Ladder("180p")));

        await AssertSameAsync("first", "again");
    }

    [Fact]
    public async Task Encode_PieceIsAnotherOne_FailsOnceAndThenMakesAllAnew()
    {
        var film = await FilmAsync("film", "testsrc2");
        await EncodeAsync(film, "first", Ladder("180p"));
        string[] pieces = [.. Directory.EnumerateDirectories(_folder["work/shared/pieces"]).Where(IsEncoded)];
        Assert.Equal(Pieces, pieces.Length);
        Directory.Move(pieces[0], _folder["aside"]);
        Directory.Move(pieces[1], pieces[0]);
        Directory.Move(_folder["aside"], pieces[1]);

        var wrong = await RunAsync(film, "again", Ladder("180p"));
        Assert.True(wrong.ExitCode == 1, wrong.ToString());
        Assert.Equal(Inspected, await EncodeAsync(film, "again", Ladder("180p")));

        await AssertSameAsync("first", "again");
    }

    [Fact]
    public async Task Encode_CacheIsSmall_KeepsNoMore()
    {
        // Each piece of the film has about 25 kB, and a record of less than 100 bytes.
        await EncodeAsync(await FilmAsync("film", "testsrc2"), "first", Ladder("180p"), "--cache", "60KiB");

        var kept = Directory.EnumerateFiles(_folder["work/shared"], "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
        Assert.InRange(kept, 1, 62_000);
    }

    [Fact]
    public async Task Encode_InspectionIsAnotherOne_IsMadeAgain()
    {
        var film = await FilmAsync("film", "testsrc2");
        await EncodeAsync(film, "first", Ladder("180p"));
        string[] inspected = [.. Directory.EnumerateDirectories(_folder["work/shared/pieces"]).Where(path => !IsEncoded(path))];
        Assert.Equal(Inspected, inspected.Length);
        for (var at = 0; at + 1 < inspected.Length; at++)
        {
            Directory.Move(inspected[at], _folder["aside"]);
            Directory.Move(inspected[at + 1], inspected[at]);
            Directory.Move(_folder["aside"], inspected[at + 1]);
        }

        await EncodeAsync(film, "again", Ladder("180p"));

        await AssertSameAsync("first", "again");
        Assert.Equal(Pieces + Inspected, await EncodeAsync(film, "once more", Ladder("180p")));
    }

    private static bool IsEncoded(string piece)
    {
        var start = new byte[8];
        using var media = File.OpenRead(Path.Combine(piece, "media"));
        media.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(4).SequenceEqual("ftyp"u8);
    }

    /// <summary>Twelve seconds with a key frame every second, of which the fifth and the sixth are another picture.</summary>
    private async Task<string> FilmAsync(string name, string middle)
    {
        string Part(string source, int from, int to) => $"-f lavfi -i {source}=size=320x180:rate=12:duration={to},trim={from}:{to},setpts=PTS-STARTPTS";

        return await TestMedia.MakeAsync(
            _folder[$"{name}.mp4"],
            $"{Part("testsrc2", 0, 4)} {Part(middle, 4, 6)} {Part("testsrc2", 6, 12)} -filter_complex concat=n=3 -c:v libx264 -qp 20 -g 12 -keyint_min 12 -sc_threshold 0 -bf 0",
            TestContext.Current.CancellationToken);
    }

    private static string Ladder(params string[] renditions) =>
        $"version: 1\ncodec: avc\nsegment: 2s\nrenditions:\n{string.Concat(renditions.Select(name => $"  - {{name: {name}, height: {name[..^1]}, crf: 35, preset: ultrafast}}\n"))}";

    /// <returns>How many pieces were taken.</returns>
    private async Task<int> EncodeAsync(string film, string output, string ladder, params string[] more)
    {
        var end = await RunAsync(film, output, ladder, more);
        Assert.True(end.ExitCode == 0, end.ToString());
        return Taken().Count(end.Errors);
    }

    private Task<ProgramEnd> RunAsync(string film, string output, string ladder, params string[] more) => _program.RunAsync(
        TestContext.Current.CancellationToken,
        ["encode", film, "--out", _folder[output], "--ladder", _folder.Write($"{output}.yaml", ladder), "--chunk", "2s", "--work", _folder["work"], "--verbose", .. more]);

    private async Task AssertSameAsync(string expected, string actual)
    {
        var token = TestContext.Current.CancellationToken;
        const string Film = "video/avc/180p.mp4";
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder[expected], Film), token), await File.ReadAllBytesAsync(Path.Combine(_folder[actual], Film), token));
    }

    [GeneratedRegex("Piece [0-9a-f]{64} was there")]
    private static partial Regex Taken();
}

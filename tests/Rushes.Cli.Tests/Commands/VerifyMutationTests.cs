using System.Text.Json;
using Rushes.Media.Timing;

namespace Rushes.Cli.Tests.Commands;

/// <summary>One thing after another is changed in an encoded film: exit 5, and the place is named, down to the frame.</summary>
public sealed class VerifyMutationTests(EncodedFilm film) : IClassFixture<EncodedFilm>, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(EncodedFilm.Frames - 1)]
    public async Task Verify_BitOfAFrame_NamesThatFrame(int sample)
    {
        await film.CopyToAsync(_folder["out"]);
        var offset = EncodedFilm.Index(_folder["out"]).Offset(sample);
        Change(EncodedFilm.Picture, bytes => bytes[offset + 5] ^= 4);

        await AssertNamedAsync(("verify.frame", EncodedFilm.Picture, sample));
    }

    [Fact]
    public async Task Verify_FramesOfOneSizeSwapped_NamesTheFirst()
    {
        await film.CopyToAsync(_folder["out"]);
        var index = EncodedFilm.Index(_folder["out"]);
        int[] twins = [.. Enumerable.Range(1, index.Count - 1).GroupBy(index.Size).First(frames => frames.Count() > 1)];
        Change(EncodedFilm.Picture, bytes =>
        {
            var first = bytes.AsSpan((int)index.Offset(twins[0]), index.Size(twins[0]));
            var last = bytes.AsSpan((int)index.Offset(twins[^1]), index.Size(twins[0]));
            var kept = first.ToArray();
            last.CopyTo(first);
            kept.CopyTo(last);
        });

        await AssertNamedAsync(("verify.frame", EncodedFilm.Picture, twins[0]));
    }

    [Fact]
    public async Task Verify_BitOfABox_NamesWhatIsWrongWithIt()
    {
        await film.CopyToAsync(_folder["out"]);
        var index = EncodedFilm.Index(_folder["out"]);
        var last = Enumerable.Range(1, index.Count - 1).First(sample => index.Offset(sample) != index.Offset(sample - 1) + index.Size(sample - 1)) - 1;

        // The composition offset of the first fragment's last frame: the last field of its trun, before the header of the mdat.
        Change(EncodedFilm.Picture, bytes => bytes[index.Offset(0) - 9] ^= 1);

        await AssertNamedAsync(("verify.tables", EncodedFilm.Picture, last), ("verify.boxes", EncodedFilm.Picture, null));
    }

    [Fact]
    public async Task Verify_FileCutOff_NamesTheFirstFrameThatIsGone()
    {
        await film.CopyToAsync(_folder["out"]);
        var end = EncodedFilm.Index(_folder["out"]).Offset(70) + 1;
        using (var file = File.OpenWrite(_folder[$"out/{EncodedFilm.Picture}"]))
        {
            file.SetLength(end);
        }

        await AssertNamedAsync(
            ("verify.size", EncodedFilm.Picture, null), ("verify.malformed", EncodedFilm.Picture, null), ("verify.frame", EncodedFilm.Picture, 70));
    }

    [Fact]
    public async Task Verify_SidecarChanged_BlamesNoFrame()
    {
        await film.CopyToAsync(_folder["out"]);
        Change(EncodedFilm.PictureSidecar, bytes => bytes[(9 * 16) + 3] ^= 1);

        await AssertNamedAsync(("verify.changed", EncodedFilm.PictureSidecar, null));
    }

    [Theory]
    [InlineData("video/avc/tiny.m3u8")]
    [InlineData("manifest.mpd")]
    [InlineData("index/audio-aac-und-aac-1.0.rfi")]
    public async Task Verify_SmallFileChangedOrRemoved_NamesIt(string path)
    {
        await film.CopyToAsync(_folder["out"]);
        Change(path, bytes => bytes[^1] ^= 1);
        Assert.Contains(await ProblemsAsync(), problem => (problem.Code, problem.Path) == ("verify.changed", path));

        File.Delete(_folder[$"out/{path}"]);
        await AssertNamedAsync(("verify.missing", path, null));
    }

    private void Change(string path, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(_folder[$"out/{path}"]);
        change(bytes);
        File.WriteAllBytes(_folder[$"out/{path}"], bytes);
    }

    /// <param name="expected">All problems: where a sample is given, the one named must be that.</param>
    private async Task AssertNamedAsync(params (string Code, string Path, int? Sample)[] expected)
    {
        var index = EncodedFilm.Index(_folder["out"]);
        var problems = await ProblemsAsync();
        Assert.Equal(expected.Select(one => (one.Code, one.Path)), problems.Select(problem => (problem.Code, problem.Path)));
        foreach (var (one, problem) in expected.Zip(problems))
        {
            if (one.Sample is { } sample)
            {
                var time = new Rational(index.PresentationTime(sample), index.Timescale).ToString();
                Assert.Equal((index.PresentationOrder(sample), time, index.Offset(sample)), (problem.Frame, problem.Time, problem.Offset));
            }
        }
    }

    private async Task<IReadOnlyList<Named>> ProblemsAsync()
    {
        var run = await ProgramRun.StartAsync(_folder, "verify", "out", "--json");
        Assert.True(run.ExitCode == 5, run.Output + run.Error);
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.GetProperty("problems").EnumerateArray().Select(Named.Of)];
    }

    private sealed record Named(string Code, string Path, long? Frame, string? Time, long? Offset)
    {
        public static Named Of(JsonElement problem) => new(
            problem.GetProperty("code").GetString()!, problem.GetProperty("path").GetString()!, Number(problem, "frame"),
            problem.TryGetProperty("time", out var time) ? time.GetString() : null, Number(problem, "offset"));

        private static long? Number(JsonElement problem, string name) => problem.TryGetProperty(name, out var number) ? number.GetInt64() : null;
    }
}

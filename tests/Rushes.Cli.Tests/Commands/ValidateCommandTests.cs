using System.Text.Json;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private const string Film =
        "-f lavfi -i testsrc2=size=128x72:rate=24:duration=2 -c:v libx264 -preset veryfast -g 24 -keyint_min 24 -sc_threshold 0 -pix_fmt yuv420p";

    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task Validate_WhatIsAsExpected_IsYes(string name)
    {
        await TestMedia.MakeAsync(_folder[name], Film, Token);
        await ExpectAsync("version: 1\nformat: avc\nresolution: {width: 128, height: 72}\nframes: 48\nframeRate: 24\nduration: 2.0\ngopMs: 1000\nnoHdr: true\n");

        var run = await RunAsync(name, "--expect", "expect.yaml");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("result  The stream is what it is to be", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WhatIsNot_NamesEveryDiscrepancyAtOnce()
    {
        await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        await ExpectAsync("version: 1\nformat: hevc\nbits: 10\nframes: 47\ngopMs: 500\n");

        var programs = await RunAsync("film.mp4", "--expect", "expect.yaml", "--json");
        var people = await RunAsync("film.mp4", "--expect", "expect.yaml");

        Assert.Equal((5, 5), (programs.ExitCode, people.ExitCode));
        var answer = JsonDocument.Parse(programs.Output).RootElement;
        Assert.Equal(("done", false), (answer.GetProperty("status").GetString(), answer.GetProperty("valid").GetBoolean()));
        var found = answer.GetProperty("discrepancies").EnumerateArray()
            .Select(one => $"{one.GetProperty("code").GetString()} {one.GetProperty("severity").GetString()} {one.GetProperty("from").GetInt64()}-{one.GetProperty("to").GetInt64()}");
        Assert.Equal(
            ["validate.bit_depth error 0-1", "validate.format error 0-1", "validate.frame_count error 0-1", "validate.key_frame error 12-13", "validate.key_frame error 36-37"],
            found.Order());
        Assert.Contains("5 errors in 48 frames", people.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WrongExpectationFile_NamesEveryLine()
    {
        await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        await ExpectAsync("version: 2\nbits: 9\ncolor: {}\nframeRate: 24/0\nprofile: foo\nmaxrate: 12000k\nhdr: {}\nresolution: {width: 256}\ncolour: {primaries: bt2021}\n");

        var run = await RunAsync("film.mp4", "--expect", "expect.yaml", "--json");

        Assert.Equal(2, run.ExitCode);
        var lines = JsonDocument.Parse(run.Output).RootElement.GetProperty("failures").EnumerateArray()
            .Select(failure => failure.GetProperty("place").GetProperty("line").GetInt32());
        Assert.Equal(Enumerable.Range(1, 9), lines);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "film.mp4", "--expect", "missing.yaml")]
    [InlineData(2, "film.mp4", "--ivtc")]
    [InlineData(2, "film.mp4", "--source", "film.mp4", "--no-decode")]
    [InlineData(2, "film.mp4", "--source", "film.mp4", "--rate", "24")]
    [InlineData(2, "film.mp4", "--rate", "24")]
    [InlineData(3, "film.mp4", "--source", "missing.mp4")]
    [InlineData(3, "missing.mp4")]
    [InlineData(3, "notes.txt.mp4")]
    public async Task Validate_WithoutWhatItNeeds_SaysSo(int exitCode, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder["film.mp4"], "none", Token);
        await File.WriteAllTextAsync(_folder["notes.txt.mp4"], "\0\0\0\u0008moov", Token);

        var run = await RunAsync(arguments);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
    }

    private Task ExpectAsync(string yaml) => File.WriteAllTextAsync(_folder["expect.yaml"], yaml, Token);

    private async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var variables = new Dictionary<string, string?>
        {
            ["RUSHES_FFMPEG"] = (await TestMedia.FfmpegAsync()).Path,
            ["RUSHES_FFPROBE"] = (await TestMedia.FfprobeAsync()).Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        return await ProgramRun.StartAsync(_folder, variables, Token, ["validate", .. arguments]);
    }
}

using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Validation;

/// <summary>The command <c>validate</c> where pictures are decoded: encodes of anybody against what they were made of.</summary>
public sealed class ValidateSourceTests : IDisposable
{
    private const string Film = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=6,scroll=horizontal=0.02:vertical=0.03 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 10 -g 50";
    private const string Encode = "-c:v libx264 -preset veryfast -crf 26";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("encode.mp4", "-vf scale=160:90")]
    [InlineData("encode.mkv", "-bf 3")]
    [InlineData("encode.ts", "-vf scale=480:270")]
    public async Task Validate_WhatHasEveryFrameOfItsSource_IsYes(string name, string arguments)
    {
        var source = await SourceAsync();
        var encode = await TestMedia.MakeAsync(_folder[name], $"-i {source} {arguments} {Encode}", Token);

        var (exitCode, found) = await ValidateAsync(encode, "--source", source);

        Assert.Equal((0, ""), (exitCode, string.Join(' ', found.Where(one => !one.StartsWith("warning", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData("select=not(eq(n\\,60)),setpts=N/25/TB", "validate.frame_count", "validate.picture_lost")]
    [InlineData("loop=loop=1:size=1:start=60,trim=end_frame=150,setpts=N/25/TB", "validate.picture_doubled")]
    [InlineData("split[a][b];[a]trim=end_frame=50[c];[b]trim=start_frame=50,setpts=PTS-STARTPTS[d];[d][c]concat,trim=end_frame=150,setpts=N/25/TB", "validate.picture_differs")]
    [InlineData("trim=start_frame=1,tpad=stop=1:stop_mode=clone,setpts=N/25/TB", "validate.picture_lost", "validate.picture_doubled")]
    [InlineData("crop=280:158:20:10,scale=320:180", "validate.picture_geometry")]
    public async Task Validate_WhatHasNot_IsNamed(string filter, params string[] codes)
    {
        var source = await SourceAsync();
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"-i {source} -filter_complex {filter} {Encode}", Token);

        var (exitCode, found) = await ValidateAsync(encode, "--source", source);

        Assert.Equal(5, exitCode);
        Assert.All(codes, code => Assert.Contains(found, one => one.StartsWith($"error {code}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Validate_OneFrameLost_SaysWhichOne()
    {
        var source = await SourceAsync();
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"-i {source} -filter_complex select=not(eq(n\\,60)),setpts=N/25/TB {Encode}", Token);

        var (_, found) = await ValidateAsync(encode, "--source", source);

        Assert.Contains("error validate.picture_lost 60", found);
    }

    [Fact]
    public async Task Validate_FramesAreLateFromOneOn_SaysFromWhich()
    {
        var source = await SourceAsync();
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"-i {source} -vf setpts=(N+gte(N\\,100))/25/TB -fps_mode passthrough {Encode}", Token);

        var (exitCode, found) = await ValidateAsync(encode, "--source", source);

        Assert.Equal(5, exitCode);
        Assert.Equal("error validate.frame_time 100", found.First(one => one.StartsWith("error validate.frame_time", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("select=not(eq(n\\,60)),setpts=N/25/TB", 5, "error validate.frame_count 149", "error validate.picture_lost 60")]
    public async Task Validate_AgainstNumberedImages_ComparesEveryFrame(string filter, int expected, params string[] errors)
    {
        await TestMedia.MakeAsync(_folder["shot_%03d.png"], $"-i {await SourceAsync()} -vf scale=160:90", Token);
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"-framerate 25 -i {_folder["shot_%03d.png"]} -filter_complex scale=out_color_matrix=bt709:out_range=tv,{filter} -pix_fmt yuv420p {Encode}", Token);

        var (exitCode, found) = await ValidateAsync(encode, "--source", _folder["shot_%03d.png"], "--rate", "25");

        Assert.Equal((expected, string.Join("; ", errors)), (exitCode, string.Join("; ", found.Where(one => one.StartsWith("error", StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Validate_SamplesAreDamaged_IsSeenWhereTheyAreDecoded()
    {
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], Film, Token);
        await using (var file = File.Open(encode, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[64]);
        }

        var (decoded, found) = await ValidateAsync(encode);

        Assert.Equal(5, decoded);
        Assert.Contains(found, one => one.StartsWith("error validate.decode_error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_NothingDecodes_IsUndecodable()
    {
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"{Film} -movflags +faststart", Token);
        var bytes = await File.ReadAllBytesAsync(encode, Token);
        bytes.AsSpan(bytes.AsSpan().IndexOf("mdat"u8) + 4).Clear();
        await File.WriteAllBytesAsync(encode, bytes, Token);

        var (exitCode, found) = await ValidateAsync(encode);

        Assert.Equal(5, exitCode);
        Assert.Contains("error validate.undecodable 0", found);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("negate=enable='between(n,10,20)'", 5)]
    public async Task Validate_SourceIsDamaged_WarnsOfWhatDiffersThere(string filter, int expected)
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        var encode = await TestMedia.MakeAsync(_folder["encode.mp4"], $"-i {source} -vf {filter} {Encode}", Token);
        await using (var file = File.Open(source, FileMode.Open))
        {
            for (file.Position = file.Length / 2; file.Position < file.Length * 7 / 12; file.Position += 700)
            {
                file.Write(new byte[40]);
            }
        }

        var (exitCode, found) = await ValidateAsync(encode, "--source", source);

        Assert.Equal(expected, exitCode);
        Assert.Contains(found, one => one.StartsWith("warning validate.picture_", StringComparison.Ordinal));
        Assert.All(found.Where(one => one.StartsWith("error", StringComparison.Ordinal)), one => Assert.StartsWith("error validate.picture_differs 10", one, StringComparison.Ordinal));
    }

    private Task<string> SourceAsync() => TestMedia.MakeAsync(_folder["film.mkv"], Film, Token);

    /// <summary>Severity, code and first frame of each discrepancy.</summary>
    private async Task<(int ExitCode, IReadOnlyList<string> Found)> ValidateAsync(string media, params string[] options)
    {
        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, ["validate", media, "--json", .. options]);
        using var answer = JsonDocument.Parse(end.Output);
        return (end.ExitCode, [.. answer.RootElement.GetProperty("discrepancies").EnumerateArray().Select(one =>
            $"{one.GetProperty("severity").GetString()} {one.GetProperty("code").GetString()} {one.GetProperty("from").GetInt64()}")]);
    }
}

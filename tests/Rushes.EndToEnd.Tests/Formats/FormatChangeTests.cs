using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>A source whose samples are 4:2:0 for a second and 4:2:2 from then on, of one size.</summary>
public sealed class FormatChangeTests : IDisposable
{
    private const string Options = "-c:v libx264 -preset ultrafast -qp 10 -g 25 -bf 0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encode_PixelFormatChangesInside_KeepsEveryFrame()
    {
        var source = await MakeAsync();

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", "height: 90, crf: 10, preset: ultrafast");

        Assert.Null(FrameMatch.FindProblem(await SourcePictures.ReadAsync(source, _folder, Token), await SourcePictures.ReadAsync(encoded, _folder, Token)));
    }

    [Theory]
    [InlineData("lossless: true")]
    [InlineData("crf: 10", "--crop", "80:44:0:0")]
    public async Task Encode_WhatNeedsOneFormatAlone_IsRefused(string rate, params string[] options)
    {
        var ladder = _folder.Write("ladder.yaml", $"version: 1\ncodec: avc\nsegment: 1s\nrenditions:\n  - {{name: film, width: 160, height: 90, {rate}}}\n");

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, ["encode", await MakeAsync(), "--out", _folder["out"], "--ladder", ladder, "--json", .. options]);

        Assert.Equal("refused", EndReport.Of(end).Status);
        Assert.Contains("recipe.format_changes", EndReport.Of(end).Failures.Select(failure => failure.Code));
        Assert.False(Path.Exists(_folder["out"]));
    }

    private async Task<string> MakeAsync()
    {
        var joined = new List<byte>();
        joined.AddRange(await PartAsync("yuv420p", 0, 25));
        joined.AddRange(await PartAsync("yuv422p", 25, 50));

        return await TestMedia.MakeAsync(_folder["source.mkv"], $"-framerate 25 -i {_folder.Write("joined.h264", [.. joined])} -c copy", Token);
    }

    private async Task<byte[]> PartAsync(string format, int from, int to) => await File.ReadAllBytesAsync(
        await TestMedia.MakeAsync(
            _folder["part.h264"], FormattableString.Invariant($"-f lavfi -i testsrc2=s=160x90:r=25:d=2,trim=start_frame={from}:end_frame={to} -pix_fmt {format} {Options}"), Token),
        Token);
}

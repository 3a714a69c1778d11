using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Noise behind a hard cut, under a cap of a fraction of what it asks for: validation looks at the buffer and all else, and has not even a warning.</summary>
public sealed class KeptPromiseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("avc", "crf: 20")]
    [InlineData("hevc", "crf: 20")]
    [InlineData("av1", "crf: 20, preset: 10")]
    [InlineData("av1", "bitrate: 150k, preset: 10")]
    [InlineData("vp9", "crf: 20, preset: 5")]
    public async Task Encode_HardFilmUnderACap_ValidationHasNothingToSay(string codec, string rate)
    {
        var source = await TestMedia.MakeAsync(
            _folder["film.mkv"],
            @"-f lavfi -i testsrc2=s=320x180:r=25:d=6 -vf noise=alls=50:allf=t:enable=gte(t\,2.5) -c:v libx264 -qp 5 -preset ultrafast", TestContext.Current.CancellationToken);
        var ladder = _folder.Write(
            "ladder.yaml", $"version: 1\ncodec: {codec}\nsegment: 1s\nrenditions:\n  - {{name: film, height: 180, {rate}, maxrate: 200k, buffer: 400k}}\n");

        var end = await new RushesProgram(_folder["work"]).RunAsync(
            TestContext.Current.CancellationToken, "encode", source, "--out", _folder["out"], "--ladder", ladder, "--chunk", "2s", "--quality", "none", "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.DoesNotContain(EndReport.Of(end).Findings, finding => finding.Code.StartsWith("validate.", StringComparison.Ordinal));
    }
}

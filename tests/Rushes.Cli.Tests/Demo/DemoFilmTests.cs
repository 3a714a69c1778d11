using Rushes.Cli.Demo;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Tests.Demo;

public sealed class DemoFilmTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Film_MadeByFfmpeg_IsHalfAMinuteOf24Frames()
    {
        var ffmpeg = Environment.GetEnvironmentVariable("RUSHES_FFMPEG");
        Assert.SkipWhen(ffmpeg is null, "RUSHES_FFMPEG is not set.");
        var runner = new ToolRunner(TimeProvider.System);
        var lines = new List<string>();

        var film = await runner.RunAsync(new ToolInvocation(ffmpeg, DemoFilm.Arguments(_folder["film.mkv"])), TestContext.Current.CancellationToken);
        var frames = await runner.RunAsync(
            new ToolInvocation(ffmpeg, ["-v", "error", "-nostdin", "-i", _folder["film.mkv"], "-map", "0:v", "-c", "copy", "-f", "framecrc", "-"]) { OnOutputLine = lines.Add },
            TestContext.Current.CancellationToken);

        Assert.True(film.Succeeded, film.ErrorTail);
        Assert.True(frames.Succeeded, frames.ErrorTail);
        Assert.Equal("", film.ErrorTail);
        Assert.Contains("#dimensions 0: 1280x720", lines);
        Assert.Equal(720, lines.Count(line => !line.StartsWith('#')));
    }
}

namespace Rushes.Inspection.Tests.Timing;

/// <summary>Files whose sound was made to begin, to end and to run as the picture does not.</summary>
public sealed class SoundAgainstPictureTests : IAsyncDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=64x64:r=25:d=6";
    private const string Coding = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Theory]
    [InlineData("film.mp4", "aac", "-f lavfi -i sine=d=6", null)]
    [InlineData("film.mkv", "pcm_s16le", "-f lavfi -i sine=d=6", null)]
    [InlineData("film.mkv", "pcm_s16le", "-itsoffset 0.4 -f lavfi -i sine=d=5.6", "audio.start")]
    [InlineData("film.mov", "pcm_s16le", "-itsoffset 0.4 -f lavfi -i sine=d=5.6", "audio.start")]
    [InlineData("film.mp4", "aac", "-f lavfi -i sine=d=5", "audio.length")]
    [InlineData("film.mov", "pcm_s16le", "-f lavfi -i sine=d=7", "audio.length")]
    [InlineData("film.mov", "pcm_s16le", "-f lavfi -i sine=d=6.25", null)]
    [InlineData("film.mkv", "pcm_s16le", "-f lavfi -i sine=d=6.256", "audio.drift")] // 25 to 23.976
    [InlineData("film.mov", "pcm_s16le", "-f lavfi -i sine=d=5.5125", "audio.drift")] // 48 to 44.1
    public async Task Inspect_SoundOfASixSecondFilm_SaysWhatIsApart(string name, string codec, string sound, string? code)
    {
        var film = await _films.MakeAsync(name, $"{Picture} {sound} {Coding} {codec}", Token);

        var inspection = await _films.InspectAsync(film, Token);

        Assert.Equal(code ?? "", string.Join(',', inspection.Findings.Select(finding => finding.Code).Where(found => found is "audio.start" or "audio.length" or "audio.drift")));
    }
}

using Rushes.Contracts;

namespace Rushes.Inspection.Tests.Survey;

/// <summary>A long film is scanned in parts, and what is found is what one decode of the whole finds.</summary>
public sealed class LongFilmTests : IAsyncDisposable
{
    private const string Clip = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=100 -vf hue=H=floor(t/20) -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 50";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Fact]
    public async Task Inspect_LongFilm_IsWhatOneDecodeFinds()
    {
        var film = await _films.MakeAsync("film.mkv", $"{Clip} -bf 2", Token);
        // A recording that goes on: without a length nobody knows that it is long.
        var endless = await _films.MakeAsync("endless.mkv", ["-i", film, "-c", "copy", "-live", "1"], Token);

        var divided = await _films.InspectAsync(film, Token, Artefacts);
        Assert.Equal(2, (await _films.StepsAsync(Token)).Count(step => step == "decode"));
        var whole = await _films.InspectAsync(endless, Token, Artefacts);

        Assert.DoesNotContain("decode", await _films.StepsAsync(Token));
        Assert.Equal(2500, divided.Video.Frames);
        Assert.Equal(whole.Video, divided.Video);
        Assert.Equal(whole.Shots, divided.Shots);
        Assert.Equal(whole.Timeline.Digest, divided.Timeline.Digest);
        Assert.Equal(whole.Fingerprints.Digest, divided.Fingerprints.Digest);
        Assert.Equal(whole.Groups.Digest, divided.Groups.Digest);
    }

    [Fact]
    public async Task Inspect_LongFilmAgain_IsNotDecodedAgain()
    {
        var film = await _films.MakeAsync("film.mkv", Clip, Token);
        var first = await _films.InspectAsync(film, Token, Artefacts);

        var second = await _films.InspectAsync(film, Token, Artefacts);

        var steps = await _films.StepsAsync(Token);
        Assert.Contains("survey", steps);
        Assert.DoesNotContain("decode", steps);
        Assert.Equal(first.Timeline.Digest, second.Timeline.Digest);
        Assert.Equal(first.Groups.Digest, second.Groups.Digest);
    }

    [Fact]
    public async Task Inspect_LongFilmDamagedInside_IsDecodedAtOnceAndTheDamageNamed()
    {
        var film = await _films.MakeAsync("film.mp4", $"{Clip.Replace("hue=H=floor(t/20)", "noise=alls=60:allf=t", StringComparison.Ordinal)} -crf 12 -bf 0 -threads 1 -movflags +faststart", Token);
        var bytes = await File.ReadAllBytesAsync(film, Token);
        Assert.InRange(bytes.Length, 6_000_000, int.MaxValue);
        bytes.AsSpan(bytes.Length * 3 / 4, 300).Clear();
        await File.WriteAllBytesAsync(film, bytes, Token);

        var inspection = await _films.InspectAsync(film, Token, Artefacts);

        Assert.Contains("decode", await _films.StepsAsync(Token));
        var damage = Assert.Single(inspection.Findings, finding => finding.Code == "source.decode_errors").Frames;
        Assert.InRange(damage.From, 1500, 2200);
        Assert.InRange(damage.To - damage.From, 1, 50);
        Assert.Equal(2500, inspection.Video.Frames);
    }

    private static void Artefacts(InspectRequest request) => request.Phase = InspectionPhase.Artefacts;
}

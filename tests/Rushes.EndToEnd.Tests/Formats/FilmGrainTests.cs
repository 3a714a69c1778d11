using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Grain that is taken out, described in the stream of AV1, and put back by whoever decodes it.</summary>
public sealed class FilmGrainTests : IDisposable
{
    private const int Frames = 50;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 0)]
    [InlineData(", film-grain: 20", Frames)]
    public async Task Encode_OfAGrainyFilm_DescribesGrainInEveryFrameWhereAsked(string grain, int described)
    {
        var source = await TestMedia.MakeAsync(
            _folder["film.mkv"], $"-f lavfi -i testsrc2=s=176x144:r=25:d=2 -vf noise=alls=12:allf=t -frames:v {Frames} -c:v ffv1", TestContext.Current.CancellationToken);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "av1", $"height: 144, crf: 40, preset: 12{grain}");

        var lines = await EncodedClip.ProbeAsync(encoded, "-export_side_data film_grain -show_frames -show_entries frame=side_data_list");
        Assert.Equal(described, lines.Count(line => line == "side_data_type=Film grain parameters"));
    }
}

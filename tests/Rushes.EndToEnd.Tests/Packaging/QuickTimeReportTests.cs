using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary><c>rushes package --mov</c>: MediaInfo and ffprobe say of each file what was asked for.</summary>
public sealed class QuickTimeReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Cases { get; } = [.. QuickTimeCase.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Package_OfAMezzanine_IsWhatWasAsked(string name)
    {
        var wanted = QuickTimeCase.All[name];
        var file = await PackageAsync(await TestMedia.MakeAsync(_folder["film.mov"], wanted.Arguments, TestContext.Current.CancellationToken));

        MediaReport.Says(wanted.Ffprobe, await MediaReport.OfFfprobeAsync(file));
        MediaReport.Says(wanted.MediaInfo, await MediaReport.OfMediaInfoAsync(file));
    }

    [Theory]
    [InlineData("e-mezzanine/fate_prores4444_with_transparency.mov", "Video.CodecID=ap4h; Video.Width_CleanAperture=1888; Video.colour_primaries=BT.709; Other.TimeCode_FirstFrame=01:00:00:00")]
    [InlineData("c-interlaced/fate_prores_gray_576i.mov", "Video.CodecID=apcn; Video.PixelAspectRatio=1.067; Video.DisplayAspectRatio=1.333; Video.ScanOrder=BFF")]
    [InlineData("c-interlaced/fate_ProRes_422_HQ_1080i.mov", "Video.CodecID=apch; Video.ScanType=Interlaced; Video.ScanOrder=BFF")]
    public async Task Package_OfASharedMezzanine_SaysWhatItsSourceSays(string name, string expected)
    {
        var source = TestMedia.Shared(name);
        var file = await PackageAsync(source);

        MediaReport.Says(expected, await MediaReport.OfMediaInfoAsync(source));
        MediaReport.Says(expected, await MediaReport.OfMediaInfoAsync(file));
    }

    private async Task<string> PackageAsync(string source)
    {
        await PackagedMedia.PackageAsync(source, _folder, "--mov");
        return Directory.GetFiles(_folder["out/mov"]).Single();
    }
}

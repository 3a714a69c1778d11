using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Testing;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Fingerprints;

/// <summary>Real encodes, chunk by chunk, and what comparing their fingerprints with the source's finds.</summary>
internal sealed class Encodes : IDisposable
{
    public const int PerChunk = 30;

    private static readonly PictureRules NoRules = new(0, MapsTones: false, IsDeinterlaced: false);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Four chunks of a picture that moves all over, 640 by 360.</summary>
    public Task<string> MakeSourceAsync(string more = "") => TestMedia.MakeAsync(
        _folder["source.mp4"],
        [
            "-f", "lavfi", "-i", $"testsrc2=size=640x360:rate=25:duration={4 * PerChunk / 25.0:F2},scroll=h=0.013:v=0.007{more}",
            "-c:v", "libx264", "-crf", "12", "-preset", "ultrafast",
        ],
        Token);

    /// <param name="source">The film.</param>
    /// <param name="filter">What is done to a chunk, by its number; empty: nothing.</param>
    /// <param name="encoder">Its options.</param>
    /// <param name="height">Of the encode.</param>
    /// <param name="chunkCount">How many chunks of the source.</param>
    /// <param name="crop">Of the source, that the encode is to show; null: all.</param>
    public async Task<IReadOnlyList<PictureFault>> CompareAsync(
        string source, Func<int, string> filter, string encoder = "-c:v libx264 -preset veryfast -crf 30", int height = 240, int chunkCount = 4, Rectangle? crop = null)
    {
        var mezzanine = await OpenAsync(await PicturesAsync(source, "-skip_loop_filter noref", "mezzanine", $"trim=end_frame={chunkCount * PerChunk},", Token));
        var place = crop is null ? null : Assert.IsType<CropPlace>(CropPlace.Of(mezzanine.Source, crop));
        mezzanine.Cells = place?.Cells;
        List<ComparedChunk> chunks = [];
        for (var number = 0; number < chunkCount; number++)
        {
            var own = filter(number);
            var cut = own.Contains("trim=", StringComparison.Ordinal) ? "" : Trim(number) + ",";
            var media = await TestMedia.MakeAsync(
                _folder[$"{number}.mkv"],
                ["-i", source, "-map", "0:v:0", "-an", "-fps_mode", "passthrough", "-vf", $"{cut}{own}{(own.Length > 0 ? "," : "")}scale=-2:{height}", .. encoder.Split(' ')],
                Token);
            var pictures = await PicturesAsync(media, "", $"{number}", "", Token, place);
            chunks.Add(new(number, number * PerChunk, _ => Task.FromResult<Stream>(new MemoryStream(pictures))) { Cells = place?.Cells });
        }

        return await new PictureComparison(mezzanine, chunks, NoRules).RunAsync(Token);
    }

    public static string Trim(int chunk, int shift = 0) =>
        $"trim=start_frame={(chunk * PerChunk) + shift}:end_frame={((chunk + 1) * PerChunk) + shift}";

    public void Dispose() => _folder.Dispose();

    private static Task<FingerprintReader> OpenAsync(byte[] fingerprints) => FingerprintReader.OpenAsync(new MemoryStream(fingerprints), Token);

    private async Task<byte[]> PicturesAsync(string media, string decoder, string name, string cut, CancellationToken cancellationToken, CropPlace? place = null)
    {
        var probe = Assert.IsType<ProbeOutcome.Probed>(await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(media, cancellationToken));
        var filter = place?.Filter(probe.Media.Video.Stored, interlaced: false) ?? FingerprintFilter.For(probe.Media.Video.Stored, interlaced: false);
        var raw = await TestMedia.MakeAsync(
            _folder[$"{name}.gray"],
            [
                .. decoder.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-i", media, "-map", "0:v:0", "-fps_mode", "passthrough",
                "-enc_time_base", "filter", "-vf", cut + filter, "-bsf:v", "setts=ts=N", "-f", "rawvideo",
            ],
            cancellationToken);
        await using var stored = FingerprintFile.FromPictures(File.OpenRead(raw), new FingerprintSource(probe.Media.Video.Stored.Width, probe.Media.Video.Stored.Height, false));
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}

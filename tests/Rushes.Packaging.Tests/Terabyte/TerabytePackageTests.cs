using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Tests.Isobmff;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Packaging.Tests.Terabyte;

/// <summary>
/// The service makes a QuickTime file of a terabyte, in a store that makes the bytes, copies ranges itself and keeps nothing: in 256 MiB, the
/// program and the store counted, and without a disk.
/// </summary>
public sealed class TerabytePackageTests(ITestOutputHelper output) : IDisposable
{
    private const long MostMemory = 256 << 20;

    /// <summary>Of the database and of the indexes that a worker keeps.</summary>
    private const long MostDisk = 16 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly TerabyteTitle _title = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Each track whole, copied by the store: nobody reads a byte of the media.</summary>
    [Fact]
    public Task Package_Copyable_IsMadeInBoundedMemoryAndWithoutADisk() => CheckPackageAsync(copyable: true, bytesRead: 0);

    /// <summary>Half a second of each track in turn; all of the terabyte is read once, for the digests.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "terabyte")]
    public Task Package_Digested_IsMadeInBoundedMemoryAndWithoutADisk() =>
        CheckPackageAsync(copyable: false, _title.Tracks.Sum(track => track.Frames.Sizes.Sum(size => (long)size)));

    private async Task CheckPackageAsync(bool copyable, long bytesRead)
    {
        var store = new SyntheticStore(_title.Tracks);
        var inputs = new List<string>();
        foreach (var (number, track) in _title.Tracks.Index())
        {
            using var stored = new MemoryStream();
            track.WriteTo(stored);
            stored.Position = 0;
            inputs.Add(await store.PutAsync(string.Create(CultureInfo.InvariantCulture, $"{number}.rfi"), stored, Token));
        }

        PeakMemory.Reset();
        var start = TimeProvider.System.GetTimestamp();
        var files = await PackageAsync(store, inputs, copyable);
        var (peak, wall) = (PeakMemory.Read(), TimeProvider.System.GetElapsedTime(start));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"copyable {copyable}: {store.BytesRead:N0} bytes read in {wall.TotalSeconds:F0} s, VmHWM {peak >> 20} MiB"));

        Assert.InRange(peak, 1, MostMemory);
        Assert.InRange(new DirectoryInfo(_folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1, MostDisk);
        Assert.Equal(bytesRead, store.BytesRead);
        await CheckFileAsync(store, Assert.Single(store.Composed).Value);
        var digests = files.Keys.Where(path => path.EndsWith(".rfd", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal).ToArray();
        Assert.Equal(copyable ? 0 : 2, digests.Length);
        foreach (var (path, track) in digests.Zip(_title.Tracks))
        {
            Assert.StartsWith(track.Format.Kind == TrackKind.Video ? "index/video-" : "index/audio-", path, StringComparison.Ordinal);
            CheckDigests(track, store.Bytes(files[path]));
        }
    }

    private async Task<Dictionary<string, string>> PackageAsync(SyntheticStore store, IReadOnlyList<string> inputs, bool copyable)
    {
        var ffmpeg = new ToolInstallation("ffmpeg", "", "", "") { Encoders = new HashSet<string>(), Filters = new HashSet<string>(), LibavutilMajor = 0 };
        var options = new PlatformOptions { Database = new DatabaseLocation.SqliteFile(_folder["state.db"]), ScratchFolder = _folder["scratch"] };
        var tools = new FakeToolRunner(_ => throw new InvalidOperationException("No tool was expected."));
        await using var host = await PlatformHost.StartAsync(
            options, [PackagingService.Create(ffmpeg, intoFolders: false)], store, tools, TimeProvider.System, NullLoggerFactory.Instance, Token);
        var request = new PackageRequest { SegmentMs = 6000, Inputs = { inputs.Select(uri => new ObjectRef { Uri = uri }) }, Forms = { "mov" }, Copyable = copyable };
        var run = Assert.IsType<Submission.Accepted>(await host.SubmitAsync(Methods.Package, request, "terabyte", new Priority(), Token)).RunId;
        var end = await host.WaitAsync(Methods.Package, run, Token);
        var made = end as RunEnd<PackageResponse>.Succeeded;
        Assert.True(made is not null, end.ToString());
        return made.Response.Files.ToDictionary(file => file.Path, file => file.Object.Uri);
    }

    /// <summary>Tables, and what lies where they point, of the whole file; a sparse one has its boxes, for readers.</summary>
    private async Task CheckFileAsync(SyntheticStore store, IReadOnlyList<Storage.Composing.ObjectPiece> pieces)
    {
        var (header, size) = (pieces[0].Bytes, pieces.Sum(piece => piece.Length));
        Assert.InRange(size, 1_000_000_000_000, 1_030_000_000_000);
        Assert.All(pieces.Skip(1), piece => Assert.NotNull(piece.Uri));
        await using var file = File.Create(_folder["title.mov"]);
        await file.WriteAsync(header, Token);
        file.SetLength(size);
        file.Position = 0;
        var movie = await MovieFile.ReadAsync(file, Token);
        Assert.Empty(movie.Notes);
        TerabyteTables.Check(
            movie, _title.Tracks, pieces.Skip(1).Select(piece => (IsSound(piece.Uri!) ? 1 : 0, store.ChunkOf(piece.Uri!), piece.Offset, piece.Length)), header.Length, size);
        var picture = movie.Tracks[0].Samples;
        Assert.Equal([Packet(picture[0]), Packet(picture[picture.Count - 1])], await ProbeEndsAsync(file.Name));
    }

    private static string Packet(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.DecodeTime},{sample.Size},{sample.Offset}");

    /// <summary>The first and the last packet of the picture as ffprobe finds them.</summary>
    private static async Task<IReadOnlyList<string>> ProbeEndsAsync(string path)
    {
        var ffprobe = await TestMedia.FfprobeAsync();
        var lines = new List<string>();
        string[] arguments = ["-v", "error", "-select_streams", "v:0", "-read_intervals", "%+#1,999999%", "-show_entries", "packet=dts,size,pos", "-of", "csv=p=0", path];
        var probed = await TestMedia.Runner.RunAsync(new ToolInvocation(ffprobe.Path, arguments) { OnOutputLine = lines.Add }, Token);
        Assert.True(probed.Succeeded, probed.ErrorTail);
        return [lines[0], lines[^1]];
    }

    private bool IsSound(string uri) => uri == SyntheticStore.Root + _title.Tracks[1].Chunks[0].Uri;

    /// <summary>Of the first and the last frame, and of some between.</summary>
    private static void CheckDigests(FrameIndex track, byte[] sidecar)
    {
        const int Checked = 40;
        Assert.Equal(track.Count * FrameDigests.BytesPerFrame, sidecar.Length);
        for (var i = 0; i <= Checked; i++)
        {
            var frame = (int)((long)(track.Count - 1) * i / Checked);
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var done = 0; done < track.Size(frame);)
            {
                var bytes = BlockSource.At(track.ChunkOf(frame), track.Offset(frame) + done, track.Size(frame) - done);
                digest.AppendData(bytes);
                done += bytes.Length;
            }

            Assert.True(FrameDigests.Matches(sidecar, frame, digest.GetHashAndReset().AsSpan(0, FrameDigests.BytesPerFrame)), $"frame {frame}");
        }
    }
}

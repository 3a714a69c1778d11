using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Proofs.Verification;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Proofs;

public sealed class IndexVerifierTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProvenPackage.Low)]
    [InlineData(ProvenPackage.High)]
    [InlineData(ProvenPackage.Sound)]
    public async Task PackagedTrack_AsItWasMade_IsRight(string path)
    {
        using var package = await ProvenPackage.MakeAsync();
        Assert.Empty(await VerifyAsync(package, path));
    }

    [Fact]
    public async Task PackagedTrack_WithChangedFrames_IsNamedByTheFirst()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.High);
        package.FlipBit(ProvenPackage.High, index.Offset(57) + 69_999);
        package.FlipBit(ProvenPackage.High, index.Offset(90));

        var problem = Assert.Single(await VerifyAsync(package, ProvenPackage.High));

        Assert.Equal((ProofProblemCodes.Frame, index.PresentationOrder(57), index.Offset(57)), (problem.Code, problem.Frame, problem.Offset));
        Assert.Contains("frames that are wrong: 2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackagedTrack_CutOff_IsNamedByTheFirstFrameThatIsNotWhole()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.High);
        using (var file = File.OpenWrite(package[ProvenPackage.High]))
        {
            file.SetLength(index.Offset(70) + 5);
        }

        var problems = await VerifyAsync(package, ProvenPackage.High);

        Assert.Contains(problems, problem => problem.Code == ProofProblemCodes.Size);
        var frame = Assert.Single(problems, problem => problem.Code == ProofProblemCodes.Frame);
        Assert.Equal(index.PresentationOrder(70), frame.Frame);
        Assert.Contains("frames that are wrong: 26", frame.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackagedTrack_ThatIsNotThere_IsMissing()
    {
        using var package = await ProvenPackage.MakeAsync();
        File.Delete(package[ProvenPackage.Low]);
        Assert.Equal(ProofProblemCodes.Missing, Assert.Single(await VerifyAsync(package, ProvenPackage.Low)).Code);
    }

    [Fact]
    public async Task Sidecar_CutOff_IsChanged()
    {
        using var package = await ProvenPackage.MakeAsync();
        var verifier = new IndexVerifier(package.Index(ProvenPackage.Low), new byte[95 * 16], chunk => Open(package, chunk));
        Assert.Equal([ProofProblemCodes.Changed, ProofProblemCodes.Frame], (await verifier.VerifyAsync(Token)).Select(problem => problem.Code));
    }

    [Fact]
    public async Task OrdinaryFile_WithEditsAndSound_IsRightUntilItsTablesSayOtherwise()
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=3", "-f", "lavfi", "-i", "sine=d=3", "-c:v", "libx264", "-g", "25", "-bf", "2",
            "-c:a", "pcm_s16le", folder["a.mov"]);
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=3", "-f", "lavfi", "-i", "sine=d=3", "-c:v", "libx264", "-g", "20", "-bf", "2",
            "-c:a", "pcm_s16le", folder["b.mov"]);
        foreach (var index in await IndexesAsync(folder["a.mov"]))
        {
            Assert.Empty(await VerifyAsync(index, folder["a.mov"]));
            Assert.NotEmpty(await VerifyAsync(index, folder["b.mov"]));
        }
    }

    /// <summary>QuickTime's "m2v1" says no profile: the index has it from the stream.</summary>
    [Fact]
    public async Task Mpeg2InQuickTime_AsItWasIndexed_IsRight()
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync("-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=1", "-c:v", "mpeg2video", "-tag:v", "m2v1", folder["a.mov"]);
        await using var file = File.OpenRead(folder["a.mov"]);
        var built = await MovieTrackIndex.BuildAllAsync(await MovieFile.ReadAsync(file, Token), file, "a.mov", Token);

        Assert.Empty(await VerifyAsync(Assert.Single(built).Result.Index!, folder["a.mov"]));
    }

    [Fact]
    public async Task Chunks_WithDigests_AreRightUntilAByteChanges()
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var timeline = Timeline.FromSource(new Rational(1, 25), [.. Enumerable.Range(0, 100).Select(i => (long)i)], 1, [0]);
        var index = await Packaged.VideoAsync(folder, "v", timeline, [0, 50], new SegmentPlan(timeline, 2000));
        Assert.Equal(2, index.Chunks.Count);
        var verifier = new IndexVerifier(index, default, chunk => File.OpenRead(folder[chunk.Uri]));
        Assert.Empty(await verifier.VerifyAsync(Token));

        var second = index.Chunks[1];
        var bytes = await File.ReadAllBytesAsync(folder[second.Uri], Token);
        bytes[index.Offset(60)] ^= 1;
        await File.WriteAllBytesAsync(folder[second.Uri], bytes, Token);
        verifier = new IndexVerifier(index, default, chunk => File.OpenRead(folder[chunk.Uri]));
        var problem = Assert.Single(await verifier.VerifyAsync(Token));
        Assert.Equal((ProofProblemCodes.Changed, second.Uri), (problem.Code, problem.Path));
    }

    private static Task<IReadOnlyList<ProofProblem>> VerifyAsync(ProvenPackage package, string path)
    {
        var track = package.Proof.Renditions.Concat(package.Proof.Audio).Single(track => track.Path == path);
        using var stored = File.OpenRead(package[track.Index]);
        var sidecar = File.ReadAllBytes(package[track.Sidecar]);
        return new IndexVerifier(FrameIndex.ReadFrom(stored), sidecar, chunk => Open(package, chunk)).VerifyAsync(Token);
    }

    private static FileStream? Open(ProvenPackage package, IndexedChunk chunk)
    {
        var path = package[$"index/{chunk.Uri}"];
        return File.Exists(path) ? File.OpenRead(path) : null;
    }

    private static Task<IReadOnlyList<ProofProblem>> VerifyAsync(FrameIndex index, string path) =>
        new IndexVerifier(index, default, _ => File.OpenRead(path)).VerifyAsync(Token);

    private static async Task<FrameIndex[]> IndexesAsync(string path)
    {
        await using var file = File.OpenRead(path);
        var movie = await MovieFile.ReadAsync(file, Token);
        return [.. movie.Tracks.Select(track => MovieTrackIndex.Build(track, "a.mov", file.Length).Index!)];
    }
}

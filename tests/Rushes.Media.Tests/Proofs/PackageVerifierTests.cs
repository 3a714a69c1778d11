using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Proofs.Verification;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Proofs;

/// <summary>What was changed is what is named, and nothing else.</summary>
public sealed class PackageVerifierTests
{
    private const string LowIndex = "index/video-avc-low.rfi";
    private const string LowSidecar = "index/video-avc-low.rfd";

    [Fact]
    public async Task Package_AsItWasMade_IsProven()
    {
        using var package = await ProvenPackage.MakeAsync();

        Assert.Empty((await package.VerifyAsync()).Problems);
    }

    [Theory]
    [InlineData(ProvenPackage.Low, 0)]
    [InlineData(ProvenPackage.Low, 1)] // Decoded before its turn.
    [InlineData(ProvenPackage.Low, 58)]
    [InlineData(ProvenPackage.High, 95)] // Parted by the reads.
    [InlineData(ProvenPackage.Sound, 187)]
    [InlineData(ProvenPackage.Fast, 3)]
    public async Task Frame_WithOneBitFlipped_IsNamed(string path, int sample)
    {
        using var package = await ProvenPackage.MakeAsync();
        package.FlipBit(path, package.Index(path).Offset(sample) + 57);

        AssertFrame(package, path, sample, Assert.Single((await package.VerifyAsync()).Problems));
    }

    [Fact]
    public async Task Frames_OfOneSizeSwapped_AreBothWrongAndTheFirstIsNamed()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.Low);
        package.Change(ProvenPackage.Low, bytes =>
        {
            var first = bytes.AsSpan((int)index.Offset(30), index.Size(30));
            var second = bytes.AsSpan((int)index.Offset(60), index.Size(60));
            var kept = first.ToArray();
            second.CopyTo(first);
            kept.CopyTo(second);
        });

        var problem = Assert.Single((await package.VerifyAsync()).Problems);
        AssertFrame(package, ProvenPackage.Low, 30, problem);
        Assert.Contains("wrong: 2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_AndItsDigestReplaced_AreFound()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.Low);
        package.FlipBit(ProvenPackage.Low, index.Offset(7));
        var frame = File.ReadAllBytes(package[ProvenPackage.Low]).AsSpan((int)index.Offset(7), index.Size(7)).ToArray();
        package.Change(LowSidecar, bytes => SHA256.HashData(frame).AsSpan(0, FrameDigests.BytesPerFrame).CopyTo(bytes.AsSpan(7 * FrameDigests.BytesPerFrame)));

        await AssertProblemsAsync(package, (ProofProblemCodes.Changed, LowSidecar), (ProofProblemCodes.Frame, ProvenPackage.Low));
    }

    [Fact]
    public async Task Box_WithOneBitFlipped_IsNoFrame()
    {
        using var package = await ProvenPackage.MakeAsync();
        package.FlipBit(ProvenPackage.Sound, 15); // minor_version of ftyp

        await AssertProblemsAsync(package, (ProofProblemCodes.Boxes, ProvenPackage.Sound));
    }

    [Fact]
    public async Task SampleTable_WithOneBitFlipped_NamesTheFrameThatItIsAbout()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.Low);

        // The last field of a trun, before the header of the mdat: of the last frame of the first fragment.
        package.FlipBit(ProvenPackage.Low, index.Offset(0) - 9);

        var problems = (await package.VerifyAsync()).Problems.ToList();
        Assert.Equal([ProofProblemCodes.Tables, ProofProblemCodes.Boxes], problems.Select(problem => problem.Code));
        Assert.Equal((index.PresentationOrder(23), index.Offset(23)), (problems[0].Frame, problems[0].Offset));
    }

    [Fact]
    public async Task Media_CutOff_NamesTheFirstFrameThatIsNotWhole()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.Low);
        using (var file = File.OpenWrite(package[ProvenPackage.Low]))
        {
            file.SetLength(index.Offset(50) + 3);
        }

        var problems = (await package.VerifyAsync()).Problems.ToList();
        Assert.Equal([ProofProblemCodes.Size, ProofProblemCodes.Malformed, ProofProblemCodes.Frame], problems.Select(problem => problem.Code));
        AssertFrame(package, ProvenPackage.Low, 50, problems[2]);
    }

    [Fact]
    public async Task Sidecar_Changed_IsToldFromChangedFrames()
    {
        using var package = await ProvenPackage.MakeAsync();
        package.FlipBit(LowSidecar, (19 * FrameDigests.BytesPerFrame) + 4);

        var problem = Assert.Single((await package.VerifyAsync()).Problems);
        Assert.Equal((ProofProblemCodes.Changed, LowSidecar), (problem.Code, problem.Path));
        Assert.Equal(package.Index(ProvenPackage.Low).PresentationOrder(19), problem.Frame);
    }

    [Fact]
    public async Task Index_Changed_IsToldFromTheMedia()
    {
        using var package = await ProvenPackage.MakeAsync();
        package.FlipBit(LowIndex, new FileInfo(package[LowIndex]).Length / 2);
        package.FlipBit(ProvenPackage.Low, package.Index(ProvenPackage.Low).Offset(41));

        var problems = (await package.VerifyAsync()).Problems.ToList();
        Assert.Contains(problems, problem => (problem.Code, problem.Path) == (ProofProblemCodes.Changed, LowIndex));
        Assert.DoesNotContain(problems, problem => problem.Code == ProofProblemCodes.Boxes);
        AssertFrame(package, ProvenPackage.Low, 41, Assert.Single(problems, problem => problem.Code == ProofProblemCodes.Frame));
    }

    [Theory]
    [InlineData(ProvenPackage.Low)]
    [InlineData(LowIndex)]
    [InlineData(LowSidecar)]
    [InlineData(ProvenPackage.Playlist)]
    public async Task File_Removed_IsMissed(string path)
    {
        using var package = await ProvenPackage.MakeAsync();
        File.Delete(package[path]);

        await AssertProblemsAsync(package, (ProofProblemCodes.Missing, path));
    }

    [Fact]
    public async Task Files_ChangedAndAdded_AreNamedTogether()
    {
        using var package = await ProvenPackage.MakeAsync();
        package.FlipBit(ProvenPackage.Playlist, 3);
        await File.WriteAllTextAsync(package["video/.later.mp4"], "later", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(package["report.json"], "{}", TestContext.Current.CancellationToken);

        await AssertProblemsAsync(package, (ProofProblemCodes.Changed, ProvenPackage.Playlist), (ProofProblemCodes.Extra, "video/.later.mp4"));
    }

    [Fact]
    public async Task Renditions_ThatEndApart_AreNoPackage()
    {
        using var package = await ProvenPackage.MakeAsync(highFrames: 95);

        Assert.Contains((await package.VerifyAsync()).Problems, problem => (problem.Code, problem.Path) == (ProofProblemCodes.Timing, ProvenPackage.High));
    }

    [Fact]
    public async Task KeyFrames_ThatEndBeforeThePicture_AreNotItsOwn()
    {
        using var package = await ProvenPackage.MakeAsync();
        var (fast, timing) = (package.Proof.TrickPlay[0], package.Proof.TrickPlay[0].Timing);
        package.Proof = package.Proof with { TrickPlay = [fast with { Timing = timing with { Duration = timing.Duration - 1 } }] };

        Assert.Contains((await package.VerifyAsync()).Problems, problem => (problem.Code, problem.Path) == (ProofProblemCodes.Timing, ProvenPackage.Fast));
    }

    private static async Task AssertProblemsAsync(ProvenPackage package, params (string Code, string Path)[] expected) =>
        Assert.Equal(expected, (await package.VerifyAsync()).Problems.Select(problem => (problem.Code, problem.Path)));

    private static void AssertFrame(ProvenPackage package, string path, int sample, ProofProblem problem)
    {
        var index = package.Index(path);
        Assert.Equal((ProofProblemCodes.Frame, path), (problem.Code, problem.Path));
        Assert.Equal((index.PresentationOrder(sample), index.Offset(sample)), (problem.Frame, problem.Offset));
        Assert.Equal(new Rational(index.PresentationTime(sample), index.Timescale), problem.Time);
    }
}

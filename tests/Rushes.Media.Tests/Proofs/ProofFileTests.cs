using System.Security.Cryptography;
using System.Text;
using Rushes.Media.Proofs;
using Rushes.Media.Tests.Bitstreams;

namespace Rushes.Media.Tests.Proofs;

public sealed class ProofFileTests
{
    [Fact]
    public async Task Proof_ReadAndWrittenAgain_IsTheSameText()
    {
        using var package = await ProvenPackage.MakeAsync();
        var text = ProofFile.Write(package.Proof);

        Assert.Equal(text, ProofFile.Write(ProofFile.Read(Encoding.UTF8.GetBytes(text))));
        Assert.DoesNotContain(package[""], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.25)]
    public async Task Proof_WithScores_HasThemAgain(double? error)
    {
        using var package = await ProvenPackage.MakeAsync();
        var quality = new ProvenQuality("vmaf_v0.6.1", 93.5, 81.25, 12, error);

        var text = ProofFile.Write(WithQuality(package.Proof, quality));

        Assert.Equal(quality, ProofFile.Read(Encoding.UTF8.GetBytes(text)).Renditions[0].Quality);
        Assert.Equal(error is not null, text.Contains("\"error\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proof_OfBeforeScoresWereProven_IsRead()
    {
        using var package = await ProvenPackage.MakeAsync();
        var text = ProofFile.Write(package.Proof);

        Assert.DoesNotContain("\"quality\"", text, StringComparison.Ordinal);
        Assert.All(ProofFile.Read(Encoding.UTF8.GetBytes(text)).Renditions, rendition => Assert.Null(rendition.Quality));
    }

    [Theory]
    [InlineData(-1, 50, 10, null)]
    [InlineData(101, 50, 10, null)]
    [InlineData(90, 50, 0, null)]
    [InlineData(90, 50, 10_000_000, null)]
    [InlineData(90, 50, 10, -1.0)]
    public async Task Proof_OfScoresThatCannotBe_IsRefused(double mean, double p5, long measured, double? error)
    {
        using var package = await ProvenPackage.MakeAsync();
        var text = ProofFile.Write(WithQuality(package.Proof, new ProvenQuality("vmaf_v0.6.1", mean, p5, measured, error)));

        Assert.Throws<MediaFormatException>(() => ProofFile.Read(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Boxes_AreAllBytesThatAreNotFrames()
    {
        using var package = await ProvenPackage.MakeAsync();
        var index = package.Index(ProvenPackage.Low);
        var rest = File.ReadAllBytes(package[ProvenPackage.Low]).ToList();
        for (var i = index.Count - 1; i >= 0; i--)
        {
            rest.RemoveRange((int)index.Offset(i), index.Size(i));
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(rest.ToArray())), package.Proof.Renditions[0].Boxes);
    }

    [Theory]
    [InlineData("\"path\": \"video/avc/low.mp4\"", "\"path\": \"../low.mp4\"")]
    [InlineData("\"path\": \"video/avc/low.mp4\"", "\"path\": \"/etc/hosts\"")]
    [InlineData("\"index\": \"index/video-avc-low.rfi\"", "\"index\": \"index/video-avc-low.rfd\"")]
    [InlineData("\"path\": \"master.m3u8\"", "\"path\": \"video/avc/low.mp4\"")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"timescale\": 48000", "\"timescale\": 0")]
    [InlineData("\"base\": 1", "\"base\": -1")]
    [InlineData("\"frames\": 188", "\"frames\": 0")]
    [InlineData("\"frames\": 188", "\"frames\": 99999999999")]
    [InlineData("\"boxes\": \"", "\"boxes\": \"X")]
    [InlineData("\"tools\": []", "\"tools\": [null]")]
    [InlineData("\"tools\": []", "\"tools\": null")]
    [InlineData("\"name\": \"low\",", "")]
    public async Task Proof_ThatCannotBe_IsRefused(string right, string wrong)
    {
        using var package = await ProvenPackage.MakeAsync();
        var text = ProofFile.Write(package.Proof);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at > 0, right);

        var changed = Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]);

        Assert.Throws<MediaFormatException>(() => ProofFile.Read(changed));
    }

    /// <summary>What is allocated stands for the work: to look through all tracks for each movie would be a hundred times as much.</summary>
    [Fact]
    public async Task Proof_OfManyMoviesAndTracks_IsReadInProportionToItsSize()
    {
        const int Count = 3000;
        const int BytesPerByte = 20;
        using var package = await ProvenPackage.MakeAsync();
        var (track, digest) = (package.Proof.Renditions[0], new string('0', 64));
        var text = Encoding.UTF8.GetBytes(ProofFile.Write(package.Proof with
        {
            Renditions = [.. Enumerable.Range(0, Count).Select(i => track with { Path = $"{i}.mp4", Index = $"{i}.rfi", Chunks = [] })],
            Movies = [.. Enumerable.Range(0, Count).Select(i => new ProvenMovie($"{i}.mov", 1, digest, [$"{i}.rfi"]))],
        }));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(Count, ProofFile.Read(text).Movies.Count);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)text.Length * BytesPerByte);
    }

    [Fact]
    public async Task Proof_MutatedAtRandom_IsReadOrRefused()
    {
        using var package = await ProvenPackage.MakeAsync();
        var bytes = Encoding.UTF8.GetBytes(ProofFile.Write(package.Proof));

        Hostile.Mutate(bytes, 2000, mutated => ProofFile.Read(mutated));
        Hostile.Truncate(bytes.AsSpan(0, 600), mutated => ProofFile.Read(mutated));
    }

    private static PackageProof WithQuality(PackageProof proof, ProvenQuality quality) =>
        proof with { Renditions = [proof.Renditions[0] with { Quality = quality }, .. proof.Renditions.Skip(1)] };
}

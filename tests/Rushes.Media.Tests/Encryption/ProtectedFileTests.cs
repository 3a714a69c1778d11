using System.Security.Cryptography;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

/// <summary>FFmpeg, which shares no code with us, decrypts what we encrypt.</summary>
public sealed class ProtectedFileTests
{
    private const string KeyText = ProtectedTrack.KeyText;

    private static readonly Guid KeyId = ProtectedTrack.KeyId;

    [Theory]
    [InlineData(EncryptionScheme.Cbcs, "libx264", 0)]
    [InlineData(EncryptionScheme.Cbcs, "libx264", 1)]
    [InlineData(EncryptionScheme.Cenc, "libx264", 0)]
    [InlineData(EncryptionScheme.Cenc, "libx264", 2)]
    [InlineData(EncryptionScheme.Cbcs, "libx265", 0)]
    [InlineData(EncryptionScheme.Cenc, "libx265", 0)]
    [InlineData(EncryptionScheme.Cbcs, "libaom-av1", 0)]
    [InlineData(EncryptionScheme.Cenc, "libaom-av1", 1)]
    [InlineData(EncryptionScheme.Cenc, "libvpx-vp9", 0)]
    [InlineData(EncryptionScheme.Cbcs, "aac", 0)]
    [InlineData(EncryptionScheme.Cbcs, "aac", 1)]
    [InlineData(EncryptionScheme.Cenc, "aac", 1)]
    public async Task ProtectedFile_WithItsKey_DecodesToTheSameFrames(EncryptionScheme scheme, string encoder, int clearLead)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["source.mp4"], encoder);
        await ProtectedTrack.WriteAsync(folder["source.mp4"], folder["clear.mp4"], null);
        await ProtectAsync(folder["source.mp4"], folder["protected.mp4"], scheme, clearLead);

        var expected = await FFmpeg.RunAsync("-i", folder["clear.mp4"], "-f", "framemd5", "-");
        Assert.InRange(expected.Split('\n').Count(line => !line.StartsWith('#')), 75, 200);
        Assert.Equal(expected, await FFmpeg.RunAsync("-decryption_key", KeyText, "-i", folder["protected.mp4"], "-f", "framemd5", "-"));
    }

    [Theory]
    [InlineData(EncryptionScheme.Cbcs, "libx264")]
    [InlineData(EncryptionScheme.Cenc, "libx264")]
    [InlineData(EncryptionScheme.Cenc, "aac")]
    public async Task ProtectedFile_WithAClearLead_IsClearThereAndNotBehind(EncryptionScheme scheme, string encoder)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["source.mp4"], encoder);
        var clear = await ProtectedTrack.WriteAsync(folder["source.mp4"], folder["clear.mp4"], null);
        var plan = await ProtectAsync(folder["source.mp4"], folder["protected.mp4"], scheme, clearLead: 1);
        var (expected, written) = (clear.CreateIndex(""), plan.CreateIndex(""));
        var (before, after) = (await ClearFile.ReadAsync(folder["clear.mp4"]), await ClearFile.ReadAsync(folder["protected.mp4"]));

        // The lead ends with the first segment that starts after a second.
        var lead = Enumerable.Range(0, clear.Index.Count).First(sample => !IsSame(sample));
        var starts = clear.Segments.Select((_, segment) => clear.Index.FirstTime + clear.Segments.Take(segment).Sum(earlier => earlier.Duration));
        Assert.Equal(starts.First(start => start >= clear.Index.Timescale), clear.Index.DecodeTime(lead) + clear.Index.DecodeDelay);
        Assert.All(Enumerable.Range(lead, clear.Index.Count - lead).Where(sample => clear.Index.Size(sample) > 200), sample => Assert.False(IsSame(sample)));

        bool IsSame(int sample) => before.AsSpan((int)expected.Offset(sample), expected.Size(sample))
            .SequenceEqual(after.AsSpan((int)written.Offset(sample), written.Size(sample)));
    }

    [Theory]
    [InlineData(EncryptionScheme.Cbcs, "libx264")]
    [InlineData(EncryptionScheme.Cenc, "aac")]
    public async Task ProtectedFile_MadeTwice_HasTheSameBytes(EncryptionScheme scheme, string encoder)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["source.mp4"], encoder);
        await ProtectAsync(folder["source.mp4"], folder["first.mp4"], scheme, clearLead: 1);
        await ProtectAsync(folder["source.mp4"], folder["second.mp4"], scheme, clearLead: 1);

        Assert.Equal(await ClearFile.ReadAsync(folder["first.mp4"]), await ClearFile.ReadAsync(folder["second.mp4"]));
    }

    [Theory]
    [InlineData(EncryptionScheme.Cbcs, "libx264", 0)]
    [InlineData(EncryptionScheme.Cenc, "libx264", 1)]
    [InlineData(EncryptionScheme.Cbcs, "aac", 1)]
    [InlineData(EncryptionScheme.Cenc, "aac", 0)]
    public async Task ProtectedFile_DecryptedByShakaPackager_DecodesToTheSameFrames(EncryptionScheme scheme, string encoder, int clearLead)
    {
        FFmpeg.SkipWhenMissing();
        ShakaPackager.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["clear.mp4"], encoder);
        await ProtectAsync(folder["clear.mp4"], folder["protected.mp4"], scheme, clearLead);
        await ShakaPackager.RunAsync(
            $"in={folder["protected.mp4"]},stream=0,output={folder["again.mp4"]}",
            "--enable_raw_key_decryption", "--keys", $"label=:key_id={KeyId:N}:key={KeyText}");

        Assert.Equal(await FramesAsync(folder["clear.mp4"]), await FramesAsync(folder["again.mp4"]));
    }

    [Fact]
    public async Task ProtectedFile_WithMoreSlicesThanSaizCanSay_IsDecryptedAll()
    {
        FFmpeg.SkipWhenMissing();
        ShakaPackager.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["clear.mp4"], "libx264", "slice-max-mbs=16");
        await ProtectAsync(folder["clear.mp4"], folder["protected.mp4"], EncryptionScheme.Cenc, clearLead: 0);
        await ShakaPackager.RunAsync(
            $"in={folder["protected.mp4"]},stream=0,output={folder["again.mp4"]}",
            "--enable_raw_key_decryption", "--keys", $"label=:key_id={KeyId:N}:key={KeyText}");

        Assert.Equal(-1, (await ClearFile.ReadAsync(folder["protected.mp4"])).AsSpan().IndexOf("saiz"u8));
        Assert.Equal(await FramesAsync(folder["clear.mp4"]), await FramesAsync(folder["protected.mp4"], "-decryption_key", KeyText));
        Assert.Equal(await FramesAsync(folder["clear.mp4"]), await FramesAsync(folder["again.mp4"]));
    }

    [Theory]
    [InlineData("cbcs", "libx264", "11223344556677889900112233445566")]
    [InlineData("cenc", "libx264", "fffffffffffffff0")]
    [InlineData("cbcs", "libx265", "11223344556677889900112233445566")]
    [InlineData("cbcs", "aac", "11223344556677889900112233445566")]
    [InlineData("cenc", "aac", "1122334455667788")]
    public async Task FileOfShakaPackager_DecryptedHere_HasTheSamplesOfItsSource(string scheme, string encoder, string iv)
    {
        FFmpeg.SkipWhenMissing();
        ShakaPackager.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["clear.mp4"], encoder);
        await ShakaPackager.RunAsync(
            $"in={folder["clear.mp4"]},stream=0,output={folder["shaka.mp4"]}", "--segment_duration", "1", "--clear_lead", "1",
            "--enable_raw_key_encryption", "--protection_scheme", scheme, "--keys", $"label=:key_id={KeyId:N}:key={KeyText}:iv={iv}");

        using var key = new ContentKey(KeyId, Convert.FromHexString(KeyText));
        var decrypted = await DecryptedFile.DecryptAsync(await ClearFile.ReadAsync(folder["shaka.mp4"]), key);

        Assert.Equal(await SamplesAsync(await ClearFile.ReadAsync(folder["clear.mp4"])), await SamplesAsync(decrypted));
    }

    [Fact]
    public async Task ClearkeyFileOfFate_DecryptedHere_DecodesToTheSameFrames()
    {
        FFmpeg.SkipWhenMissing();
        const string FateKey = "12345678901234567890123456789012";
        var path = SharedMedia.Path("i-fragmented/fate_mov-frag-encrypted.mp4");
        using var folder = new TemporaryFolder();
        using var key = new ContentKey(new Guid("abba271e-8bcf-552b-bd2e-86a434a9a5d9"), Convert.FromHexString(FateKey));
        await File.WriteAllBytesAsync(
            folder["clear.mp4"],
            await DecryptedFile.DecryptAsync(await ClearFile.ReadAsync(path), key),
            TestContext.Current.CancellationToken);

        var expected = await FFmpeg.RunAsync("-decryption_key", FateKey, "-i", path, "-f", "framemd5", "-");
        Assert.Equal(expected, await FFmpeg.RunAsync("-i", folder["clear.mp4"], "-f", "framemd5", "-"));
    }

    // Digests alone: the timescale may be another.
    private static async Task<string[]> FramesAsync(string path, params string[] options) =>
        [.. (await FFmpeg.RunAsync([.. options, "-i", path, "-f", "framemd5", "-"])).Split('\n').Where(line => !line.StartsWith('#')).Select(line => line[(line.LastIndexOf(',') + 1)..])];

    private static async Task<string[]> SamplesAsync(byte[] bytes) =>
        [.. (await ClearFile.ParseAsync(bytes)).Samples.Select(sample => Convert.ToHexString(SHA256.HashData(bytes.AsSpan((int)sample.Offset, (int)sample.Size))))];

    private static async Task<CmafTrackPlan> ProtectAsync(string clear, string output, EncryptionScheme scheme, int clearLead)
    {
        using var encryption = ProtectedTrack.Encryption(scheme, clearLead * 1000);
        return await ProtectedTrack.WriteAsync(clear, output, encryption);
    }
}

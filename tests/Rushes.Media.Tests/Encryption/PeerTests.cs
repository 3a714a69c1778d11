using System.Buffers.Binary;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

/// <summary>shaka-packager, given the same samples, key and IV, makes the same bytes.</summary>
public sealed class PeerTests
{
    private const string KeyText = "0123456789abcdef0123456789abcdef";

    private static readonly Guid KeyId = new("00112233-4455-6677-8899-aabbccddeeff");

    [Theory]
    [InlineData("cbcs", "libx264", "bframes=3:weightp=2:ref=5")]
    [InlineData("cbcs", "libx264", "slices=4:cabac=0")]
    [InlineData("cbcs", "libx264", "interlaced=1:nal-hrd=cbr:vbv-maxrate=2000:vbv-bufsize=2000:bitrate=2000")]
    [InlineData("cenc", "libx264", "slices=7:weightp=2")]
    [InlineData("cbcs", "libx265", "log-level=none:bframes=4:weightb=1")]
    [InlineData("cenc", "libx265", "log-level=none:slices=3:repeat-headers=1")]
    [InlineData("cbcs", "libaom-av1", "")]
    [InlineData("cenc", "libaom-av1", "")]
    [InlineData("cbcs", "libvpx-vp9", "")]
    [InlineData("cenc", "libvpx-vp9", "")]
    [InlineData("cbcs", "aac", "")]
    [InlineData("cenc", "aac", "")]
    public async Task Samples_AreEncryptedAlike(string scheme, string encoder, string parameters)
    {
        FFmpeg.SkipWhenMissing();
        ShakaPackager.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await ClearFile.EncodeAsync(folder["clear.mp4"], encoder, parameters);
        var iv = scheme == "cbcs" ? "11223344556677889900112233445566" : "fffffffffffffff0";
        await ShakaPackager.RunAsync(
            $"in={folder["clear.mp4"]},stream=0,output={folder["theirs.mp4"]}", "--clear_lead", "0", "--segment_duration", "1",
            "--enable_raw_key_encryption", "--protection_scheme", scheme, "--keys", $"label=:key_id={KeyId:N}:key={KeyText}:iv={iv}");
        var clear = await ClearFile.ReadAsync(folder["clear.mp4"]);
        var theirs = await ClearFile.ReadAsync(folder["theirs.mp4"]);

        AssertAlike(clear, await ClearFile.ParseAsync(clear), theirs, await ClearFile.ParseAsync(theirs), Convert.FromHexString(iv));
    }

    private static void AssertAlike(byte[] clear, FragmentedFile source, byte[] theirs, FragmentedFile file, byte[] iv)
    {
        var track = ProtectedSampleEntry.Parse(file.SampleEntry.Span).Track;
        Assert.Equal(track.Scheme == EncryptionScheme.Cbcs ? TrackEncryption.Cbcs(file.Kind, KeyId, iv).Pattern : BlockPattern.Full, track.Pattern);
        var (ours, notes) = (new SampleAuxiliaryTable(track.IvSize), DecryptedFile.Notes(theirs, track.IvSize));
        using var key = new ContentKey(KeyId, Convert.FromHexString(KeyText));
        using var cipher = SampleCipher.Create(track, key, CipherDirection.Encrypt);
        var (rule, map) = (ClearFile.Rule(source), new SubsampleMap(track.Scheme));
        Assert.Equal((source.Samples.Count, source.Samples.Count), (file.Samples.Count, notes.Count));
        foreach (var (number, sample) in source.Samples.Index())
        {
            var bytes = clear.AsSpan((int)sample.Offset, (int)sample.Size);
            map.Reset();
            rule?.Divide(bytes, map);
            map.Close();
            ours.Add(Iv(iv, number).AsSpan(0, track.IvSize), map.Entries);
            cipher.Transform(bytes, ours.Iv(number), map.Entries);
            Assert.Equal(notes.Iv(number), ours.Iv(number));
            Assert.Equal(notes.Subsamples(number), ours.Subsamples(number));
            Assert.True(bytes.SequenceEqual(theirs.AsSpan((int)file.Samples[number].Offset, (int)sample.Size)), $"sample {number}");
        }
    }

    // Samples count up from the first.
    private static byte[] Iv(byte[] first, int sample)
    {
        var iv = new byte[TrackEncryption.SampleIvSize];
        BinaryPrimitives.WriteUInt64BigEndian(iv, unchecked(BinaryPrimitives.ReadUInt64BigEndian(first) + (ulong)sample));
        return iv;
    }
}

using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

public sealed class EncryptionBoxTests
{
    private static readonly Guid KeyId = new("abba271e-8bcf-552b-bd2e-86a434a9a5d9");

    private static readonly byte[] Iv = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public async Task SampleEntry_OfTheFileOfFate_IsWrittenAsItsPackagerDid()
    {
        var bytes = await File.ReadAllBytesAsync(SharedMedia.Path("i-fragmented/fate_mov-frag-encrypted.mp4"), TestContext.Current.CancellationToken);
        var entry = (await ClearFile.ParseAsync(bytes)).SampleEntry.Span;

        var (clear, track) = ProtectedSampleEntry.Parse(entry);
        var writer = new BoxWriter();
        ProtectedSampleEntry.Write(writer, clear, TrackKind.Video, track);

        Assert.Equal((EncryptionScheme.Cenc, KeyId, 8, BlockPattern.Full), (track.Scheme, track.KeyId, track.IvSize, track.Pattern));
        Assert.Equal("avc1", BoxType.From(clear.AsSpan(4)).ToString());
        Assert.Equal(entry, writer.Written.Span);
    }

    [Fact]
    public async Task AuxiliaryBoxes_OfTheFileOfFate_AreWrittenAsItsPackagerDid()
    {
        var bytes = await File.ReadAllBytesAsync(SharedMedia.Path("i-fragmented/fate_mov-frag-encrypted.mp4"), TestContext.Current.CancellationToken);
        var moof = LastMoof(bytes);
        var traf = new BoxReader(bytes.AsSpan(moof), moof, "file").Find("moof"u8).Find("traf"u8);
        var table = new SampleAuxiliaryTable(8);
        SampleEncryptionBox.Parse(traf.Find("senc"u8), 24, table);
        var start = (int)traf.Find("saiz"u8).Offset - 8;

        var writer = new BoxWriter();
        writer.Zeros(start - moof); // what stands in front of them in the moof
        SampleAuxiliaryBoxes.Write(writer, table, moofStart: 0);

        Assert.Equal(17 + 20 + 400, SampleAuxiliaryBoxes.Size(table));
        Assert.Equal(bytes.AsSpan(start, 17 + 20 + 400), writer.Written.Span[(start - moof)..]);
    }

    [Theory]
    [InlineData("malformed/mp4parse_bipbop_cbcs_audio_init.mp4", "mp4a", "7e571d04-7e57-1d04-7e57-1d047e571d21", "cbcs")]
    [InlineData("malformed/mp4parse_bipbop-cenc-audioinit.mp4", "mp4a", "7e571d04-7e57-1d04-7e57-1d047e571d04", "cenc")]
    [InlineData("i-fragmented/mp4ff/init_cenc.cmfv", "avc3", "f057639d-9287-3315-8bf5-50999c4945f7", "cenc")]
    public async Task SampleEntry_OfOthers_IsRead(string name, string original, string keyId, string scheme)
    {
        var bytes = await File.ReadAllBytesAsync(SharedMedia.Path(name), TestContext.Current.CancellationToken);
        var at = Math.Max(bytes.AsSpan().IndexOf("encv"u8), bytes.AsSpan().IndexOf("enca"u8)) - 4;

        var (clear, track) = ProtectedSampleEntry.Parse(bytes.AsSpan(at, (int)BoxHeader.Parse(bytes.AsSpan(at), bytes.Length, 0, "").Size));

        Assert.Equal((original, scheme), (BoxType.From(clear.AsSpan(4)).ToString(), track.Scheme.Name()));
        Assert.Equal(keyId, track.KeyId.ToString());
    }

    [Fact]
    public void AuxiliaryBoxes_OfSamplesOfManySizes_ListThem()
    {
        var table = new SampleAuxiliaryTable(0);
        table.Add([], [new Subsample(10, 100)]);
        table.Add([], [new Subsample(10, 100), new Subsample(4, 0)]);

        Assert.Equal(17 + 2 + 20 + 16 + 8 + 14, AssertWritten(table).Length);
    }

    [Fact]
    public void AuxiliaryBoxes_OfASampleTooLongForSaiz_AreSencAlone()
    {
        var table = new SampleAuxiliaryTable(8);
        table.Add(new byte[8], Enumerable.Repeat(new Subsample(10, 160), 41).ToArray());

        Assert.Equal("senc"u8, AssertWritten(table).Slice(4, 4));
    }

    [Fact]
    public void AuxiliaryBoxes_OfSoundInCbcs_CountSamplesAlone()
    {
        var table = new SampleAuxiliaryTable(0);
        table.Add([], []);
        table.Add([], []);

        Assert.Equal(Convert.FromHexString("0000001073656e630000000000000002"), AssertWritten(table));
    }

    [Fact]
    public void SampleEntry_CutOrChanged_IsReadOrRefused()
    {
        var entry = CbcsEntry();
        var random = new Random(8);
        for (var length = 0; length < entry.Length; length++)
        {
            Assert.Throws<MediaFormatException>(() => ProtectedSampleEntry.Parse(entry.AsSpan(0, length)));
        }

        for (var round = 0; round < 5_000; round++)
        {
            var changed = entry.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var exception = Record.Exception(() => UseTrack(ProtectedSampleEntry.Parse(changed).Track));
            Assert.True(exception is null or MediaFormatException, exception?.ToString());
        }
    }

    [Fact]
    public void SampleEncryption_ThatClaimsTooMuch_IsRefused()
    {
        Assert.Throws<MediaFormatException>(() => ParseSampleEncryption("00000000ffffffff", 0, 3));
        Assert.Throws<MediaFormatException>(() => ParseSampleEncryption("0000000200000001ffff0001", 0, 1));
        Assert.Throws<MediaFormatException>(() => ParseSampleEncryption("000000000000000200112233445566", 8, 2));
    }

    [Fact]
    public void Sample_WithSubsamplesOfAnotherLength_IsRefused()
    {
        using var key = new ContentKey(KeyId, Iv);
        using var decryptor = new SampleDecryptor(TrackEncryption.Cenc(KeyId), key);
        var table = new SampleAuxiliaryTable(8);
        table.Add(new byte[8], [new Subsample(2, uint.MaxValue)]);

        Assert.Throws<MediaFormatException>(() => decryptor.Decrypt(new byte[100], table, 0));
        Assert.Throws<ArgumentException>(() => new SampleDecryptor(TrackEncryption.Cenc(Guid.Empty), key));
    }

    [Fact]
    public void ProtectionSystem_WithKeyIds_IsTheBoxThatShakaPackagerMakes()
    {
        const string Expected = "AAAANHBzc2gBAAAAEHfv7MCyTQKs4zweUuL7SwAAAAEAESIzRFVmd4iZqrvM3e7/AAAAAA==";
        var common = ProtectionSystem.Common([new Guid("00112233-4455-6677-8899-aabbccddeeff")]);

        Assert.Equal(Expected, Convert.ToBase64String(ProtectionSystemBox.ToBytes(common)));
        var parsed = ProtectionSystemBox.Parse(Convert.FromBase64String(Expected));
        Assert.Equal((common.SystemId, common.KeyIds[0], 0), (parsed.SystemId, Assert.Single(parsed.KeyIds), parsed.Data.Length));
    }

    [Fact]
    public void ProtectionSystem_CutOrLonger_IsRefused()
    {
        var box = ProtectionSystemBox.ToBytes(new ProtectionSystem(KeyId, [KeyId], Iv));
        for (var length = 0; length < box.Length; length++)
        {
            Assert.Throws<MediaFormatException>(() => ProtectionSystemBox.Parse(box.AsSpan(0, length)));
        }

        Assert.Throws<MediaFormatException>(() => ProtectionSystemBox.Parse([.. box, 0]));
        box[28 + 3] = 200; // KID_count
        Assert.Throws<MediaFormatException>(() => ProtectionSystemBox.Parse(box));
    }

    private static byte[] CbcsEntry()
    {
        var writer = new BoxWriter();
        using (writer.Box("avc1"u8))
        {
            writer.Zeros(78);
            using (writer.Box("avcC"u8))
            {
                writer.Bytes([1, 0x64, 0, 0x1F]);
            }
        }

        var clear = writer.Written.ToArray();
        writer.Clear();
        ProtectedSampleEntry.Write(writer, clear, TrackKind.Video, TrackEncryption.Cbcs(TrackKind.Video, KeyId, Iv));
        var (parsed, track) = ProtectedSampleEntry.Parse(writer.Written.Span);
        Assert.Equal(clear, parsed);
        Assert.Equal((BlockPattern.OneInTen, 0), (track.Pattern, track.IvSize));
        Assert.Equal(Iv, track.ConstantIv.ToArray());
        return writer.Written.ToArray();
    }

    // What was read must do for the cipher, whatever it says.
    private static void UseTrack(TrackEncryption track)
    {
        using var key = new ContentKey(track.KeyId, Iv);
        using var cipher = SampleCipher.Create(track, key, CipherDirection.Decrypt);
        cipher.Transform(new byte[1000], new byte[track.IvSize], []);
    }

    private static void ParseSampleEncryption(string content, int ivSize, int samples) =>
        SampleEncryptionBox.Parse(new BoxReader(Convert.FromHexString(content), 0, "senc"), samples, new SampleAuxiliaryTable(ivSize));

    private static Span<byte> AssertWritten(SampleAuxiliaryTable table)
    {
        var writer = new BoxWriter();
        SampleAuxiliaryBoxes.Write(writer, table, 0);
        Assert.Equal(SampleAuxiliaryBoxes.Size(table), writer.Written.Length);
        return writer.Written.ToArray();
    }

    private static int LastMoof(byte[] bytes) => bytes.AsSpan().LastIndexOf("moof"u8) - 4;
}

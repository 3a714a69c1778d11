using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

public sealed class SignallingTests
{
    private static readonly Guid KeyId = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly Guid Widevine = new("edef8ba9-79d6-4ace-a3c8-27dcd51d21ed");

    [Fact]
    public void Dash_NamesSchemeKeyAndSystems()
    {
        using var encryption = Encryption(EncryptionScheme.Cbcs);
        Assert.Equal(
            [
                new DashContentProtection("urn:mpeg:dash:mp4protection:2011", "cbcs", KeyId),
                new DashContentProtection("urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e", "ClearKey1.0", LicenseUri: "https://keys.example/ck"),
                new DashContentProtection(
                    "urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b",
                    Pssh: "AAAANHBzc2gBAAAAEHfv7MCyTQKs4zweUuL7SwAAAAEAESIzRFVmd4iZqrvM3e7/AAAAAA=="),
                new DashContentProtection("urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed", Pssh: "AAAAI3Bzc2gAAAAA7e+LqXnWSs6jyCfc1R0h7QAAAAMBAgM="),
            ],
            DashContentProtection.Describe(encryption, KeyId));
    }

    [Fact]
    public void Hls_NamesMethodKeyAndFormats()
    {
        using var encryption = Encryption(EncryptionScheme.Cbcs);
        Assert.Equal(
            [
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://00112233445566778899aabbccddeeff\",KEYID=0x00112233445566778899aabbccddeeff,KEYFORMAT=\"com.apple.streamingkeydelivery\",KEYFORMATVERSIONS=\"1\"",
                "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"data:text/plain;base64,ABEiM0RVZneImaq7zN3u/w==\",KEYID=0x00112233445566778899aabbccddeeff,KEYFORMAT=\"org.w3.clearkey\",KEYFORMATVERSIONS=\"1\"",
            ],
            HlsKey.Describe(encryption, KeyId).Select(key => $"#EXT-X-KEY:{key.Attributes}"));
    }

    [Fact]
    public void Hls_OfCenc_IsCounterMode()
    {
        using var encryption = Encryption(EncryptionScheme.Cenc);
        Assert.All(HlsKey.Describe(encryption, KeyId), key => Assert.Equal("SAMPLE-AES-CTR", key.Method));
    }

    [Theory]
    [InlineData(1024, 576, KeyLabel.Sd)]
    [InlineData(720, 576, KeyLabel.Sd)]
    [InlineData(1280, 720, KeyLabel.Hd)]
    [InlineData(1080, 1920, KeyLabel.Hd)]
    [InlineData(2048, 1080, KeyLabel.Uhd)]
    [InlineData(65_535, 65_535, KeyLabel.Uhd)]
    [InlineData(0, 0, KeyLabel.Audio)]
    public void Label_OfATrack_GoesByItsArea(int width, int height, KeyLabel label) => Assert.Equal(label, KeyLabels.Of(Format(width, height)));

    [Fact]
    public void Describe_OfATrack_TakesTheKeyOfItsLabel()
    {
        using var encryption = Encryption(EncryptionScheme.Cbcs);

        var track = encryption.Describe(Format(640, 360));

        Assert.Equal((EncryptionScheme.Cbcs, KeyId, BlockPattern.OneInTen), (track.Scheme, track.KeyId, track.Pattern));
        Assert.Equal(SampleIvs.Constant(KeyId), track.ConstantIv.ToArray());
        Assert.Null(encryption.KeyOf(Format(1920, 1080)));
        Assert.Throws<ArgumentException>(() => encryption.Describe(Format(1920, 1080)));
    }

    [Fact]
    public void FirstIv_OfAnotherTrackContentOrKey_IsAnother()
    {
        ulong[] ivs =
        [
            SampleIvs.First(KeyId, "720p", [1]), SampleIvs.First(KeyId, "1080p", [1]), SampleIvs.First(KeyId, "720p", [2]),
            SampleIvs.First(Widevine, "720p", [1]), SampleIvs.First(KeyId, "", default), SampleIvs.First(KeyId, "720", "p"u8),
        ];

        Assert.Equal(ivs.Length, ivs.Distinct().Count());
        Assert.Equal(ivs[0], SampleIvs.First(KeyId, "720p", [1]));
    }

    private static PackageEncryption Encryption(EncryptionScheme scheme) => new()
    {
        Scheme = scheme,
        Keys = new Dictionary<KeyLabel, LabelledKey> { [KeyLabel.Sd] = new(new ContentKey(KeyId, new byte[16]), default) },
        Systems = [new ProtectionSystem(Widevine, [], new byte[] { 1, 2, 3 })],
        HlsKeyFormats = [new HlsKeyFormat("com.apple.streamingkeydelivery", "1", "skd://{kid}")],
        HasClearKey = true,
        ClearKeyLicenseUri = "https://keys.example/ck",
    };

    private static TrackFormat Format(int width, int height) => new()
    {
        EntryType = "avc1",
        Kind = width == 0 ? TrackKind.Audio : TrackKind.Video,
        Codec = "",
        Codecs = "",
        Configuration = default,
        Width = width,
        Height = height,
    };
}

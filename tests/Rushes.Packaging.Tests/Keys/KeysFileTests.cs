using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Packaging.Keys;

namespace Rushes.Packaging.Tests.Keys;

public sealed class KeysFileTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Head = "version: 1\nkeys:\n  - {label: ALL, kid: 00112233445566778899aabbccddeeff, key: 0123456789abcdef0123456789abcdef}\n";

    private static readonly Guid KeyId = new("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void File_WithEveryKey_IsReadWhole()
    {
        using var encryption = Valid("""
            version: 1
            scheme: cbcs
            clearLead: 10s
            keys:
              - {label: AUDIO, kid: 00112233445566778899aabbccddeeff, key: 0123456789abcdef0123456789abcdef}
              - {label: UHD, kid: ffffffff-0000-0000-0000-00000000000A, key: 000102030405060708090A0B0C0D0E0F, iv: 0f0e0d0c0b0a09080706050403020100}
              - {label: ALL, kid: 00112233-4455-6677-8899-aabbccddeeff, key: 0123456789abcdef0123456789abcdef}
            pssh:
              - {system: edef8ba9-79d6-4ace-a3c8-27dcd51d21ed, data: AQID}
              - {system: 1077efec-c0b2-4d02-ace3-3c1e52e2fb4b, data: AAAANHBzc2gBAAAAEHfv7MCyTQKs4zweUuL7SwAAAAEAESIzRFVmd4iZqrvM3e7/AAAAAA==}
            clearkey: https://keys.example/ck
            hls:
              - {keyformat: com.apple.streamingkeydelivery, keyformatversions: "1/2", uri: "skd://{kid}"}
            """);

        Assert.Equal((EncryptionScheme.Cbcs, 10_000), (encryption.Scheme, encryption.ClearLeadMs));
        Assert.Equal((true, "https://keys.example/ck"), (encryption.HasClearKey, encryption.ClearKeyLicenseUri));
        Assert.Equal([KeyLabel.Audio, KeyLabel.Sd, KeyLabel.Hd, KeyLabel.Uhd], encryption.Keys.Keys.Order());
        Assert.Equal(KeyId, encryption.Keys[KeyLabel.Sd].Key.Id);
        Assert.Same(encryption.Keys[KeyLabel.Audio], encryption.Keys[KeyLabel.Hd]);
        Assert.Equal("0F0E0D0C0B0A09080706050403020100", Convert.ToHexString(encryption.Keys[KeyLabel.Uhd].ConstantIv.Span));
        Assert.Equal(new Guid("ffffffff-0000-0000-0000-00000000000a"), encryption.Keys[KeyLabel.Uhd].Key.Id);
        Assert.Equal([1, 2, 3], encryption.Systems[0].Data.ToArray());
        Assert.Equal(KeyId, Assert.Single(encryption.Systems[1].KeyIds));
        Assert.Equal(new HlsKeyFormat("com.apple.streamingkeydelivery", "1/2", "skd://{kid}"), Assert.Single(encryption.HlsKeyFormats));
        using var sameKey = new ContentKey(KeyId, Convert.FromHexString(Secret));
        Assert.True(encryption.Keys[KeyLabel.Sd].Key.HasSameKeyAs(sameKey));
    }

    [Fact]
    public void File_WithKeysAlone_IsCbcsWithoutClearKey()
    {
        using var encryption = Valid(Head);

        Assert.Equal((EncryptionScheme.Cbcs, 0, false), (encryption.Scheme, encryption.ClearLeadMs, encryption.HasClearKey));
        Assert.Empty(encryption.Systems);
        Assert.Empty(encryption.HlsKeyFormats);
    }

    [Theory]
    [InlineData("scheme: cbc1", "keys.value")]
    [InlineData("schema: cbcs", "keys.unknown_key")]
    [InlineData("clearLead: 10", "keys.value")]
    [InlineData("clearLead: -1s", "keys.value")]
    [InlineData("clearkey: yes", "keys.value")]
    [InlineData("clearkey: ftp://keys.example", "keys.value")]
    [InlineData("pssh: []", "keys.value")]
    [InlineData("pssh: [AQID]", "keys.value")]
    [InlineData("pssh: [{system: edef8ba9-79d6-4ace-a3c8-27dcd51d21ed}]", "keys.missing")]
    [InlineData("pssh: [{system: widevine, data: AQID}]", "keys.value")]
    [InlineData("pssh: [{system: edef8ba9-79d6-4ace-a3c8-27dcd51d21ed, data: '*'}]", "keys.value")]
    [InlineData("pssh: [{system: edef8ba9-79d6-4ace-a3c8-27dcd51d21ed, data: AAAANHBzc2gBAAAAEHfv7MCyTQKs4zweUuL7SwAAAAEAESIzRFVmd4iZqrvM3e7/AAAAAA==}]", "keys.value")]
    [InlineData("pssh: [{system: edef8ba9-79d6-4ace-a3c8-27dcd51d21ed, data: AAAANHBzc2gBAAAAEHfv7Q==}]", "keys.value")]
    [InlineData("hls: [{keyformat: identity}]", "keys.missing")]
    [InlineData("hls: [{keyformat: identity, uri: 'a\"b'}]", "keys.value")]
    [InlineData("hls: [{keyformat: identity, uri: a, keyformatversions: one}]", "keys.value")]
    [InlineData("hls: [{keyformat: identity, uri: a, iv: b}]", "keys.unknown_key")]
    public void File_WithOneMistake_IsNamedWithItsLine(string line, string code)
    {
        var failure = Assert.Single(Mistakes(Head + line));

        Assert.Equal((code, 4), (failure.Code, failure.Place.Line));
        Assert.Equal((FailureCategory.Configuration, "keys.yaml"), (failure.Category, failure.Place.Path));
        Assert.NotEmpty(failure.Remedy);
    }

    [Theory]
    [InlineData("- {label: HDR, kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcdef}", "keys.value")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee, key: 0123456789abcdef0123456789abcdef}", "keys.value")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcde}", "keys.value")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee00, key: [0123456789abcdef0123456789abcdef]}", "keys.value")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee00}", "keys.missing")]
    [InlineData("- {label: HD, key: 0123456789abcdef0123456789abcdef}", "keys.missing")]
    [InlineData("- {kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcdef}", "keys.missing")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcdef, iv: 0011223344556677}", "keys.value")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef: x}", "keys.unknown_key")]
    [InlineData("- {label: HD, kid: 00112233445566778899aabbccddeeff, key: ff23456789abcdef0123456789abcdef}", "keys.value")]
    [InlineData("- {label: ALL, kid: 00112233445566778899aabbccddee00, key: 0123456789abcdef0123456789abcdef}", "keys.value")]
    [InlineData("- 0123456789abcdef0123456789abcdef", "keys.value")]
    public void Key_WithOneMistake_IsNamedWithoutTheSecret(string key, string code)
    {
        var failure = Assert.Single(Mistakes(Head + "  " + key));

        Assert.Equal((code, 4), (failure.Code, failure.Place.Line));
        Assert.DoesNotContain("23456789", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("- a", 1)]
    [InlineData("version: 1\nkeys: {0123456789abcdef0123456789abcdef", 3)]
    [InlineData("version: 1\nkey: 1\n0123456789abcdef0123456789abcdef: a\n0123456789abcdef0123456789abcdef: a", 4)]
    [InlineData("version: 1\n---\nversion: 1", 3)]
    public void File_OfAnotherShape_IsRefusedWithoutItsText(string yaml, int line)
    {
        var failure = Assert.Single(Mistakes(yaml));

        Assert.Equal("keys.syntax", failure.Code);
        Assert.InRange(failure.Place.Line, line - 1, line);
        Assert.DoesNotContain("23456789", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithManyMistakes_NamesThemAllInOrder() => Assert.Equal(
        [1, 2, 4, 5],
        Mistakes("version: 2\nscheme: x\nkeys:\n  - {label: HD, kid: x, key: 0123456789abcdef0123456789abcdef}\nclearkey: 1").Select(failure => failure.Place.Line));

    [Fact]
    public void Iv_InCenc_IsRefused() => Assert.Equal(
        "keys.value",
        Assert.Single(Mistakes("scheme: cenc\n" + Head.Replace("}", ", iv: 00112233445566778899aabbccddeeff}", StringComparison.Ordinal))).Code);

    [Fact]
    public void Command_IsAListOfArguments()
    {
        var command = Assert.IsType<ParsedKeys.FromCommand>(KeysFile.Parse("version: 1\ncommand: [get-keys, --title, \"42\", \"\"]", "keys.yaml"));
        Assert.Equal(["get-keys", "--title", "42", ""], command.Arguments);
    }

    [Theory]
    [InlineData("version: 1\ncommand: get-keys --title 42")]
    [InlineData("version: 1\ncommand: []")]
    [InlineData("version: 1\ncommand: [{a: b}]")]
    [InlineData("version: 1\ncommand: [get-keys]\nscheme: cbcs")]
    [InlineData("command: [get-keys]")]
    public void Command_OfAnotherForm_IsRefused(string yaml) => Assert.Single(Mistakes(yaml));

    [Fact]
    public void Output_OfACommand_IsReadLikeAFile_ButNamesNoCommand()
    {
        Assert.IsType<ParsedKeys.Valid>(KeysFile.ParseOutput(Head, "get-keys")).Encryption.Dispose();
        Assert.IsType<ParsedKeys.Invalid>(KeysFile.ParseOutput("version: 1\ncommand: [get-keys]", "get-keys"));
    }

    private static PackageEncryption Valid(string yaml) => Assert.IsType<ParsedKeys.Valid>(KeysFile.Parse(yaml, "keys.yaml")).Encryption;

    private static IReadOnlyList<Failure> Mistakes(string yaml) => Assert.IsType<ParsedKeys.Invalid>(KeysFile.Parse(yaml, "keys.yaml")).Failures;
}

using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

public sealed class SampleCipherTests
{
    // NIST SP 800-38A, appendix F.
    private const string Key = "2b7e151628aed2a6abf7158809cf4f3c";

    private const string Plain =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    private const string Cbc =
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7";

    private const string Ctr =
        "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee";

    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Cbcs_OfSound_GivesTheVectorOfNist()
    {
        var track = TrackEncryption.Cbcs(TrackKind.Audio, Id, Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        AssertBothWays(track, Plain + "0123", Cbc + "0123", []); // the last two bytes are no block
    }

    [Fact]
    public void Cenc_WithWholeCounterBlock_GivesTheVectorOfNist() =>
        AssertBothWays(TrackEncryption.Cenc(Id), Plain, Ctr, Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));

    [Fact]
    public void Cbcs_OfPicture_EncryptsOneBlockOfTenInOneChain()
    {
        var track = TrackEncryption.Cbcs(TrackKind.Video, Id, Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        var (plain, expected) = (Convert.FromHexString(Plain), Convert.FromHexString(Cbc));
        var sample = new byte[(3 * 160) + 16 + 15];
        for (var block = 0; block < 4; block++)
        {
            plain.AsSpan(block * 16, 16).CopyTo(sample.AsSpan(block * 160));
        }

        var original = sample.ToArray();
        Transform(track, CipherDirection.Encrypt, sample, [], []);

        for (var i = 0; i < sample.Length; i++)
        {
            Assert.Equal(i % 160 < 16 && i < 496 ? expected[(i / 160 * 16) + (i % 160)] : original[i], sample[i]);
        }
    }

    [Fact]
    public void Cbcs_OfTwoSubsamples_StartsTheChainAnew()
    {
        var track = TrackEncryption.Cbcs(TrackKind.Audio, Id, Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        AssertBothWays(track, "ff" + Plain + "00ff" + Plain, "ff" + Cbc + "00ff" + Cbc, [], new Subsample(1, 65), new Subsample(1, 64));
    }

    [Fact]
    public void Cenc_OfSubsamples_IsOneStreamOverThem()
    {
        var iv = Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        AssertBothWays(
            TrackEncryption.Cenc(Id),
            "ff" + Plain[..62] + "00ff" + Plain[62..],
            "ff" + Ctr[..62] + "00ff" + Ctr[62..],
            iv,
            new Subsample(1, 31),
            new Subsample(2, 33));
    }

    [Fact]
    public void Cenc_BlockCounter_WrapsWithoutTouchingTheIv()
    {
        using var key = new ContentKey(Id, Convert.FromHexString(Key));
        using var cipher = SampleCipher.Create(TrackEncryption.Cenc(Id), key, CipherDirection.Encrypt);
        var (whole, behind) = (new byte[32], new byte[16]);
        cipher.Transform(whole, Convert.FromHexString("0102030405060708ffffffffffffffff"), []);
        cipher.Transform(behind, Convert.FromHexString("0102030405060708"), []);
        Assert.Equal(behind, whole[16..]);
    }

    [Theory]
    [InlineData(EncryptionScheme.Cbcs, 1, 9)]
    [InlineData(EncryptionScheme.Cbcs, 0, 0)]
    [InlineData(EncryptionScheme.Cbcs, 5, 5)]
    [InlineData(EncryptionScheme.Cbcs, 10, 0)]
    [InlineData(EncryptionScheme.Cenc, 0, 0)]
    public void Decrypt_OfEncrypted_IsTheSample(EncryptionScheme scheme, int crypt, int skip)
    {
        var random = new Random(23001);
        var iv = new byte[scheme == EncryptionScheme.Cbcs ? 16 : 8];
        random.NextBytes(iv);
        var track = scheme == EncryptionScheme.Cbcs
            ? new TrackEncryption(scheme, Id, new BlockPattern(crypt, skip), 0, iv)
            : TrackEncryption.Cenc(Id);
        using var key = new ContentKey(Id, Convert.FromHexString(Key));
        using var encryptor = SampleCipher.Create(track, key, CipherDirection.Encrypt);
        using var decryptor = SampleCipher.Create(track, key, CipherDirection.Decrypt);
        for (var round = 0; round < 300; round++)
        {
            var subsamples = RandomSubsamples(random, round % 20 == 0 ? 400_000 : 3_000);
            var clear = new byte[subsamples.Sum(subsample => subsample.Length)];
            random.NextBytes(clear);
            var sample = clear.ToArray();

            encryptor.Transform(sample, iv, subsamples);
            AssertOnlyProtectedBytesChanged(clear, sample, subsamples);
            decryptor.Transform(sample, iv, subsamples);

            Assert.True(sample.AsSpan().SequenceEqual(clear), $"round {round}");
        }
    }

    [Fact]
    public void Transform_WithSubsamplesOfAnotherLength_IsRefused()
    {
        using var key = new ContentKey(Id, Convert.FromHexString(Key));
        using var cipher = SampleCipher.Create(TrackEncryption.Cenc(Id), key, CipherDirection.Decrypt);
        Assert.Throws<ArgumentException>(() => cipher.Transform(new byte[100], new byte[8], [new Subsample(4, 97)]));
        Assert.Throws<ArgumentException>(() => cipher.Transform(new byte[100], new byte[8], [new Subsample(4, uint.MaxValue)]));
        Assert.Throws<ArgumentException>(() => cipher.Transform(new byte[100], new byte[7], []));
    }

    [Fact]
    public void Key_InText_IsItsIdAlone()
    {
        using var key = new ContentKey(Id, Convert.FromHexString(Key));
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", key.ToString());
        Assert.Throws<ArgumentException>(() => new ContentKey(Id, new byte[15]));
    }

    private static Subsample[] RandomSubsamples(Random random, int largest) =>
        [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => new Subsample((ushort)random.Next(300), (uint)random.Next(largest))), new Subsample(1, 1)];

    private static void AssertOnlyProtectedBytesChanged(byte[] clear, byte[] sample, Subsample[] subsamples)
    {
        var position = 0;
        foreach (var subsample in subsamples)
        {
            Assert.True(sample.AsSpan(position, subsample.ClearBytes).SequenceEqual(clear.AsSpan(position, subsample.ClearBytes)));
            position += subsample.ClearBytes;
            if (subsample.ProtectedBytes >= 16)
            {
                Assert.False(sample.AsSpan(position, 16).SequenceEqual(clear.AsSpan(position, 16)));
            }

            position += (int)subsample.ProtectedBytes;
        }
    }

    private static void AssertBothWays(TrackEncryption track, string plain, string encrypted, byte[] iv, params Subsample[] subsamples)
    {
        var sample = Convert.FromHexString(plain);
        Transform(track, CipherDirection.Encrypt, sample, iv, subsamples);
        Assert.Equal(encrypted, Convert.ToHexStringLower(sample));
        Transform(track, CipherDirection.Decrypt, sample, iv, subsamples);
        Assert.Equal(plain, Convert.ToHexStringLower(sample));
    }

    private static void Transform(TrackEncryption track, CipherDirection direction, byte[] sample, byte[] iv, Subsample[] subsamples)
    {
        using var key = new ContentKey(Id, Convert.FromHexString(Key));
        using var cipher = SampleCipher.Create(track, key, direction);
        cipher.Transform(sample, iv, subsamples);
    }
}

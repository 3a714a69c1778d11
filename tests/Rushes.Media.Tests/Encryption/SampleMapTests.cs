using Rushes.Media.Encryption;

namespace Rushes.Media.Tests.Encryption;

public sealed class SampleMapTests
{
    [Theory]
    [InlineData(EncryptionScheme.Cbcs)]
    [InlineData(EncryptionScheme.Cenc)]
    public void StoredMap_ReadAgain_IsTheSame(EncryptionScheme scheme)
    {
        var stored = Stored(scheme);

        var map = SampleMap.ReadFrom(new MemoryStream(stored));

        Assert.Equal((scheme, 3), (map.Scheme, map.Count));
        Assert.Equal([new Subsample(5, 70_000), new Subsample(ushort.MaxValue, 0)], map.Subsamples(0));
        Assert.Equal([], map.Subsamples(1));
        Assert.Equal([new Subsample(0, uint.MaxValue)], map.Subsamples(2));
        using var again = new MemoryStream();
        map.WriteTo(again);
        Assert.Equal(stored, again.ToArray());
    }

    [Theory]
    [InlineData(EncryptionScheme.Cbcs)]
    [InlineData(EncryptionScheme.Cenc)]
    public void StoredMap_CutOffAnywhere_IsRefused(EncryptionScheme scheme)
    {
        var stored = Stored(scheme);
        Assert.All(Enumerable.Range(0, stored.Length), length =>
            Assert.Throws<MediaFormatException>(() => SampleMap.ReadFrom(new MemoryStream(stored[..length]))));
    }

    [Fact]
    public void StoredMap_OfAnotherScheme_IsRefused() =>
        Assert.Throws<MediaFormatException>(() => SampleMap.ReadFrom(new MemoryStream("RSM1cens\0"u8.ToArray())));

    private static byte[] Stored(EncryptionScheme scheme)
    {
        var samples = new SampleAuxiliaryTable(ivSize: 0);
        samples.Add(default, [new Subsample(5, 70_000), new Subsample(ushort.MaxValue, 0)]);
        samples.Add(default, []);
        samples.Add(default, [new Subsample(0, uint.MaxValue)]);
        using var stored = new MemoryStream();
        new SampleMap(scheme, samples, scheme == EncryptionScheme.Cenc ? new byte[32] : []).WriteTo(stored);
        return stored.ToArray();
    }
}

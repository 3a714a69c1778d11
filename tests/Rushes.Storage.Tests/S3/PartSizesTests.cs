using Rushes.Storage.S3;

namespace Rushes.Storage.Tests.S3;

public sealed class PartSizesTests
{
    private const long MiB = 1 << 20;
    private const long Smallest = 8 * MiB;

    [Theory]
    [InlineData(0, Smallest)]
    [InlineData(PartSizes.MostParts * Smallest, Smallest)]
    [InlineData((PartSizes.MostParts * Smallest) + 1, Smallest + MiB)]
    [InlineData(5L << 40, 525 * MiB)]
    public void Of_Length_IsTheSmallestWithFewEnoughParts(long length, long size)
    {
        Assert.Equal(size, PartSizes.Of(length, Smallest));
        Assert.InRange((length + size - 1) / size, 0, PartSizes.MostParts);
    }

    [Fact]
    public void OfUnknown_AllParts_HoldFourTebibytes()
    {
        var sizes = Enumerable.Range(1, PartSizes.MostParts).Select(number => PartSizes.OfUnknown(number, Smallest)).ToList();

        Assert.Equal(Smallest, sizes[999]);
        Assert.Equal(2 * Smallest, sizes[1000]);
        Assert.InRange(sizes.Sum(), 3L << 40, 5L << 40);
        Assert.InRange(sizes[^1], 1 << 30, 1 << 30);
    }
}

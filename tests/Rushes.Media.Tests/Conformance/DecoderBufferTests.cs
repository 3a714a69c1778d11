using Rushes.Media.Conformance;
using Rushes.Media.Isobmff;
using Rushes.Media.Tests.Isobmff;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Twenty-five frames a second, each four hundredths of a second of the rate unless it says otherwise.</summary>
public sealed class DecoderBufferTests
{
    private const double Rate = 25_000;
    private const double Size = 50_000;
    private const uint Steady = 1_000 / 8;

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0.5, 0.52, false)]
    [InlineData(0.01, 0, false)]
    public async Task Suffices_SteadyPart_LeavesWhatItFinds(double found, double left, bool suffices) =>
        Assert.Equal(suffices, await SufficesAsync([.. Enumerable.Repeat(Steady, 100)], found, left));

    [Fact]
    public async Task Suffices_OnePictureOfAllThatIsThere_JustDoes()
    {
        uint[] sizes = [3_125, 1];
        Assert.True(await SufficesAsync(sizes, 0.5, 0));
        Assert.False(await SufficesAsync([sizes[0] + 1, sizes[1]], 0.5, 0));
    }

    [Fact]
    public async Task Suffices_LastPicture_HasItsOwnTimeToFillTheBuffer()
    {
        uint[] sizes = [.. Enumerable.Repeat(Steady, 9), 2 * Steady];
        Assert.True(await SufficesAsync(sizes, 0.5, 0.48));
        Assert.False(await SufficesAsync(sizes, 0.5, 0.481));
    }

    /// <summary>Parts at random, the worst at their borders, those that do not suffice left out: none of them knows the others.</summary>
    [Theory]
    [InlineData(1, 0.5, true)]
    [InlineData(2, 0.5, true)]
    [InlineData(3, 0.5, true)]
    [InlineData(3, 0.1, false)]
    public async Task Suffices_PartsOneAfterAnother_KeepTheBufferIfEachLeavesWhatTheNextFinds(int seed, double left, bool kept)
    {
        var random = new Random(seed);
        var (full, lowest, parts) = (DecoderBuffer.Initial * Size, Size, 0);
        for (var tries = 0; parts < 30; tries++)
        {
            Assert.InRange(tries, 0, 2_000);
            uint[] sizes = [.. Enumerable.Range(0, 10 + random.Next(100)).Select(_ => (uint)(1 + random.Next((int)Steady * 3 / 2)))];
            (sizes[0], sizes[^1]) = (1 + (uint)random.Next(3_125), 1 + (uint)random.Next(4_000));
            if (!await SufficesAsync(sizes, 0.5, left))
            {
                continue;
            }

            parts++;
            foreach (var size in sizes)
            {
                full -= size * 8;
                lowest = Math.Min(lowest, full);
                full = Math.Min(Size, full + (Rate / 25));
            }
        }

        Assert.Equal(kept, lowest >= 0);
    }

    private static async Task<bool> SufficesAsync(uint[] sizes, double found, double left)
    {
        var bytes = SyntheticChunk.Video([.. Enumerable.Range(0, sizes.Length)], sizes: sizes);
        return new DecoderBuffer(Rate, Size, found, left).Suffices(await FragmentedFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken));
    }
}

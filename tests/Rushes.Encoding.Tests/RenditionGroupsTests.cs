using Rushes.Contracts;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Tests;

public sealed class RenditionGroupsTests
{
    private static readonly Recipe[] Standard = 
    [
        Rung(426, 240), Rung(640, 360), Rung(854, 480), Rung(1280, 720), Rung(1920, 1080),
    ];

    [Theory]
    [InlineData(1, 2, 1)]    // one shared process weighs 1.8 cores
    [InlineData(1, 4, 5)]
    [InlineData(3, 4, 1)]
    [InlineData(3, 16, 5)]
    [InlineData(40, 16, 1)]
    public void Choose_ByChunksAndSlots_SharesWhileCoresStayBusy(int chunks, int slots, int expectedGroups) =>
        Assert.Equal(expectedGroups, RenditionGroups.Choose(Standard, chunks, slots).Count());

    [Fact]
    public void Choose_Shared_PutsTheHeaviestFirst() =>
        Assert.Equal([4, 3, 2, 1, 0], Assert.Single(RenditionGroups.Choose(Standard, 10, 2)).Recipes);

    [Fact]
    public void Choose_Apart_EncodesEachRenditionOnce() =>
        Assert.Equal([0, 1, 2, 3, 4], RenditionGroups.Choose(Standard, 1, 64).SelectMany(group => group.Recipes).Order());

    private static Recipe Rung(int width, int height) =>
        new() { Name = $"{height}p", Resolution = new Resolution { Width = width, Height = height } };
}

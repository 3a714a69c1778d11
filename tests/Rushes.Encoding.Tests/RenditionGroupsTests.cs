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
    [InlineData(1, "43210")]
    [InlineData(2, "4 3210")]
    [InlineData(3, "4 3 210")]
    [InlineData(16, "4 3 2 1 0")]
    public void Choose_ByProcesses_MakesGroupsOfEvenWeight(int processes, string expected) =>
        Assert.Equal(expected, string.Join(' ', RenditionGroups.Choose(Standard, processes).Select(group => string.Concat(group.Recipes))));

    [Fact]
    public void Choose_EqualRenditions_SharesThemOutEvenly() =>
        Assert.Equal([2, 2], RenditionGroups.Choose([.. Enumerable.Repeat(Rung(640, 360), 4)], 2).Select(group => group.Recipes.Count));

    private static Recipe Rung(int width, int height) =>
        new() { Name = $"{height}p", Codec = new Codec { Format = CodecFormat.Avc }, Resolution = new Resolution { Width = width, Height = height } };
}

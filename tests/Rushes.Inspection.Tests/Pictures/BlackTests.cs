using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class BlackTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void IsBlack_NoiseAlone_IsBlack(float edges) => Assert.True(Dark(edges).IsBlack(0));

    [Fact]
    public void IsBlack_ANightWithLights_IsNone() => Assert.False(Dark(edges: 200).IsBlack(0));

    /// <summary>Black by its borders and its cells.</summary>
    private static Film Dark(float edges) => MeasuredFilm.Of(1, measures =>
    {
        measures.Right[0] = -1;
        measures.Bottom[0] = -1;
        measures.EdgeEnergies[0] = edges;
    });
}

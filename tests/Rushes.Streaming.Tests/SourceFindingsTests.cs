using Rushes.Contracts;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming.Tests;

public sealed class SourceFindingsTests
{
    [Theory]
    [InlineData(Deinterlacing.Unspecified, true)]
    [InlineData(Deinterlacing.Frames, false)]
    public void Interlaced_IsToldWhereFieldsStay(Deinterlacing deinterlacing, bool isTold) =>
        Assert.Equal(isTold, IsTold("source.interlaced", new Steps { Deinterlacing = deinterlacing }));

    [Theory]
    [InlineData(true, 10, ColourHandling.Unspecified, 8, ColourHandling.Unspecified)] // one of two stays HDR in 8 bits
    [InlineData(false, 10, ColourHandling.Unspecified, 12, ColourHandling.Unspecified)]
    [InlineData(false, 10, ColourHandling.Unspecified, 8, ColourHandling.ToSdr)]
    public void Hdr_IsToldWhereItStaysSoInEightBits(bool isTold, int bits, ColourHandling handling, int otherBits, ColourHandling otherHandling) =>
        Assert.Equal(isTold, IsTold("source.hdr", null, Recipe(bits, handling), Recipe(otherBits, otherHandling)));

    [Fact]
    public void Others_AreAlwaysTold() => Assert.True(IsTold("source.telecined", new Steps { Deinterlacing = Deinterlacing.Frames }, Recipe(10, ColourHandling.ToSdr)));

    private static bool IsTold(string code, Steps? steps, params Recipe[] recipes) => SourceFindings.Of(
        new PrepareTitleRequest { Steps = steps }, new InspectResponse { Findings = { new Finding { Code = code } } },
        [.. recipes.Select(recipe => new EncodeResponse { Videos = { new EncodedVideo { Recipe = recipe } } })]).Any();

    private static Recipe Recipe(int bits, ColourHandling handling) => new() { Codec = new Codec { Bits = bits }, ColourHandling = handling };
}

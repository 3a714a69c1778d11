using Google.Protobuf;
using Rushes.Inspection.Pictures;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class CombTests
{
    [Fact]
    public void FieldSearch_ACellThatIsCombedTwice_IsCombed() => Assert.Equal("picture.combed", Assert.Single(Find(0, 1, 1)).Code);

    [Fact]
    public void FieldSearch_ACellThatIsCombedOnce_IsAPatternThatMoves() => Assert.Empty(Find(0, 0, 1));

    [Fact]
    public void FieldSearch_CellsThatAreCombedOnce_AreCombed() => Assert.Equal("picture.combed", Assert.Single(Find(0, 0, 5)).Code);

    private static IEnumerable<Contracts.Finding> Find(params int[] cells) => FieldSearch.Find(
        MeasuredFilm.Of(30, measures =>
        {
            measures.Fields = ByteString.CopyFrom([.. Enumerable.Repeat((byte)FieldOrder.TopFirst, 30)]);
            measures.Samples.AddRange(cells.Select((combed, number) => new PictureSample { Frame = 12 * number, CombedCells = combed }));
        }),
        []);
}

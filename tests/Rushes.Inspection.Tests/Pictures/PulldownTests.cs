using Google.Protobuf;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class PulldownTests
{
    [Fact]
    public void IsInLong_WholeFramesThatAreCombedBySomeNeighbours_IsPulldown() => Assert.True(IsInLong(Combed([0.2, 0.7, 0.85, 0.85, 0.75])));

    [Fact]
    public void IsInLong_FewCombsInItsRhythm_IsPulldown() => Assert.True(IsInLong(Combed([0.05, 0.15, 0.35, 0.35, 0.15])));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void IsInLong_Video_IsNone(double combed) => Assert.False(IsInLong(Combed([combed, combed, combed, combed, combed])));

    [Fact]
    public void IsInLong_NoCombs_IsNone() => Assert.False(IsInLong(Combed([0, 0, 0, 0, 0])));

    private static bool IsInLong(Film film) => Pulldown.IsInLong(film, new FrameRun(0, film.Count));

    /// <param name="parts">Of the frames of each phase.</param>
    private static Film Combed(double[] parts)
    {
        var random = new Random(5);
        return MeasuredFilm.Of(400, measures => measures.Fields = ByteString.CopyFrom(
            [.. Enumerable.Range(0, 400).Select(frame => (byte)(random.NextDouble() < parts[frame % 5] ? FieldOrder.TopFirst : FieldOrder.Undetermined))]));
    }
}

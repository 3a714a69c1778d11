using Rushes.Quality.Comparing;

namespace Rushes.Quality.Tests.Workflow;

public sealed class SamplePlacesTests
{
    [Theory]
    [InlineData(7, 7)]
    [InlineData(240, 3)]
    [InlineData(1000, 100)]
    [InlineData(172_800, 3456)]
    public void Draw_Film_HasOneFrameOfEachPart(int frames, int count)
    {
        var places = SamplePlaces.Draw(frames, count);

        Assert.Equal(count, places.Length);
        Assert.All(places.Index(), place => Assert.InRange(place.Item, (long)frames * place.Index / count, ((long)frames * (place.Index + 1) / count) - 1));
    }

    [Fact]
    public void Draw_SameFilm_AreTheSame() => Assert.Equal(SamplePlaces.Draw(5000, 77), SamplePlaces.Draw(5000, 77));

    [Fact]
    public void Draw_AnotherDraw_HasOtherPlaces() => Assert.InRange(SamplePlaces.Draw(50_000, 500, draw: 1).Intersect(SamplePlaces.Draw(50_000, 500)).Count(), 0, 50);

    [Fact]
    public void Draw_ManyParts_HitsEveryPlaceOfAPartAsOften()
    {
        var hits = new int[10];
        foreach (var place in SamplePlaces.Draw(200_000, 20_000))
        {
            hits[place % 10]++;
        }

        // Of 2000 each, five standard deviations.
        Assert.All(hits, hit => Assert.InRange(hit, 1790, 2210));
    }
}

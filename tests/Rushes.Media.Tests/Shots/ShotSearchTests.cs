using Rushes.Media.Shots;

namespace Rushes.Media.Tests.Shots;

public sealed class ShotSearchTests
{
    [Fact]
    public void Find_TwoPlaces_IsACutAtTheFirstFrameOfTheSecond()
    {
        var film = new PaintedFilm(1).Shot(40).Shot(40);

        Assert.Equal([new ShotTransition(TransitionKind.Cut, 40, 40)], film.Search());
    }

    [Fact]
    public void Find_FieldOfEachShotInOneFrame_IsOneCut()
    {
        var film = new PaintedFilm(2).Shot(40).Dissolve(1).Shot(40);

        Assert.Equal(TransitionKind.Cut, Assert.Single(film.Search()).Kind);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(60)]
    public void Find_OnePlaceThroughAnother_IsADissolve(int frames)
    {
        var film = new PaintedFilm(3).Shot(60).Dissolve(frames).Shot(60);

        var found = Assert.Single(film.Search());
        Assert.Equal(TransitionKind.Dissolve, found.Kind);
        Assert.InRange(found.From, 60 - 6, 60 + (frames / 4) + 1);
        Assert.InRange(found.To, 60 + (frames * 3 / 4), 60 + frames + 6);
    }

    [Fact]
    public void Find_BlackBetweenTwoPlaces_IsAFadeOutAndAFadeIn()
    {
        var film = new PaintedFilm(4).Shot(60).FadeOut(24).Black(10).FadeIn(24).Shot(60);

        Assert.Equal([TransitionKind.FadeOut, TransitionKind.FadeIn], film.Search().Select(found => found.Kind));
    }

    [Fact]
    public void Find_FlashOfTwoFrames_IsNothing() => Assert.Empty(new PaintedFilm(5).Shot(40).White(2).Same(40).Search());

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    public void Find_PanAtAnyPace_IsNothing(double cellsAFrame) => Assert.Empty(new PaintedFilm(6).Shot(120, cellsAFrame).Search());

    [Fact]
    public void Find_AllBlack_IsNothing() => Assert.Empty(new PaintedFilm(7).Black(200).Search());

    [Fact]
    public void Find_NoFrames_IsNothing() => Assert.Empty(new PaintedFilm(8).Search());

    [Fact]
    public void Find_CutsFarIntoALongFilm_AreWhereTheyAre()
    {
        var film = new PaintedFilm(9);
        int[] lengths = [.. Enumerable.Range(0, 40).Select(shot => 30 + (shot * 7 % 50))];
        foreach (var length in lengths)
        {
            film.Shot(length);
        }

        var starts = lengths.Select((_, shot) => lengths.Take(shot).Sum());
        Assert.Equal(starts, ShotSearch.Starts(film.Search()));
    }

    [Fact]
    public void Starts_OfEveryKind_AreTheFirstFramesOfNewShots() => Assert.Equal(
        [0, 10, 40, 80],
        ShotSearch.Starts([new(TransitionKind.Cut, 10, 10), new(TransitionKind.Dissolve, 30, 40), new(TransitionKind.FadeOut, 60, 70), new(TransitionKind.FadeIn, 80, 90)]));
}

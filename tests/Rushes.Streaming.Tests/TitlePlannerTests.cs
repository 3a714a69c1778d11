using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Streaming.Ladders;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming.Tests;

public sealed class TitlePlannerTests
{
    [Fact]
    public void EncodeRequests_RungsOfTwoRates_AreAGroupEach()
    {
        var title = Title(half: [0, 2]);
        var plan = Plan(title);
        var toHalve = Assert.Single(TitlePlanner.ToHalve(title, plan)).Argument;
        var half = new VideoSource(toHalve.Source) { Timeline = new ObjectRef { Uri = "file:///half.rtl" } };

        EncodeRequest[] requests = [.. TitlePlanner.EncodeRequests(title.Request, EncodeGroup.Of(title, plan, [half])).Select(item => item.Argument)];

        Assert.Equal(["360p 720p 1080p", "240p 360p 480p 720p 1080p 1440p 2160p", "240p 480p"], requests.Select(request => string.Join(' ', request.Recipes.Select(recipe => recipe.Name))));
        Assert.Equal(["whole", "whole", "half"], requests.Select(request => Path.GetFileNameWithoutExtension(request.Source.Timeline.Uri)));
        Assert.All(requests, request => Assert.Equal(4, request.EncoderSlots));
        Assert.Single(requests.SelectMany(request => request.Recipes).Select(recipe => recipe.Chunking).Distinct());
        Assert.Equal((6000, true), (toHalve.SegmentMs, toHalve.ShotAligned));
    }

    [Fact]
    public void EncodeRequests_AllOfTheSourcesRate_HalveNothing()
    {
        var title = Title(half: []);
        var plan = Plan(title);

        Assert.Empty(TitlePlanner.ToHalve(title, plan));
        Assert.Equal(["avc", "hevc"], EncodeGroup.Of(title, plan, []).Select(group => group.Name));
    }

    [Fact]
    public void Measurements_OfHalfTheRate_AreAgainstTheSameFrames()
    {
        var title = Title(half: [0]);
        title.Request.Quality = TitleQuality.Full;
        var groups = EncodeGroup.Of(title, Plan(title), [new VideoSource { Timeline = new ObjectRef { Uri = "file:///half.rtl" } }]);
        EncodeResponse[] encodings = [.. groups.Select(group => new EncodeResponse { Videos = { group.Recipes.Select(recipe => new EncodedVideo { Name = recipe.Name, Recipe = recipe }) } })];

        MapItem<MeasureRequest>[] items = [.. TitleQualities.Requests(title, groups, encodings)];

        Assert.Equal(["quality avc", "quality hevc", "quality avc half"], items.Select(item => item.Label));
        Assert.Equal("file:///half.rtl", items[2].Argument.Reference.Timeline.Uri);
        Assert.Equal("240p", Assert.Single(items[2].Argument.Videos).Name);
    }

    [Fact]
    public void Package_RungsOfTwoRates_AreInTheOrderOfTheLadders()
    {
        var title = Title(half: [0, 2]);
        var groups = EncodeGroup.Of(title, Plan(title), [new VideoSource()]);
        EncodeResponse[] encodings = [.. groups.Select(group => new EncodeResponse { Videos = { group.Recipes.Select(recipe => new EncodedVideo { Name = recipe.Name, Recipe = recipe }) } })];

        var package = Packages.Request(title.Request, title.Inspection, encodings, [], []);

        Assert.Equal(
            [.. ((string[])["240p", "360p", "480p", "720p", "1080p"]).Select(name => (CodecFormat.Avc, name)), .. ((string[])["240p", "360p", "480p", "720p", "1080p", "1440p", "2160p"]).Select(name => (CodecFormat.Hevc, name))],
            package.Videos.Select(video => (video.Recipe.Codec.Format, video.Name)));
    }

    [Fact]
    public void Sound_BesideFramesOfHalfTheRate_BeginsTwiceAsEarly()
    {
        Assert.Equal(new Rational { Numerator = 2, Denominator = 50 }, Lead(Title(half: [])));
        Assert.Equal(new Rational { Numerator = 4, Denominator = 50 }, Lead(Title(half: [0])));
    }

    private static Rational Lead(InspectedTitle title) => Assert.Single(AudioTracks.Requests(title)).Argument.Lead;

    private static TitlePlan Plan(InspectedTitle title) =>
        Assert.IsType<StepOutcome<TitlePlan>.Succeeded>(TitlePlanner.Plan(title.Request, title.Inspection)).Result;

    private static InspectedTitle Title(int[] half)
    {
        var ladder = StandardLadder.Avc;
        foreach (var rung in half)
        {
            ladder.Rungs[rung].HalfRate = true;
        }

        return new InspectedTitle
        {
            Request = new PrepareTitleRequest { SourceUri = "file:///film.mov", Ladder = ladder, MoreLadders = { StandardLadder.Of("hevc") }, EncoderSlots = 12, ShotAligned = true },
            Inspection = new InspectResponse
            {
                Source = new ObjectRef { Uri = "file:///film.mov" },
                Video = new VideoTrack
                {
                    Upright = new Resolution { Width = 3840, Height = 2160 },
                    PixelAspect = new Rational { Numerator = 1, Denominator = 1 },
                    Frames = 500,
                    Duration = new Rational { Numerator = 10, Denominator = 1 },
                    FrameRate = new Rational { Numerator = 50, Denominator = 1 },
                },
                Audio = { new AudioTrack { Channels = 2, Layout = "stereo", Language = "en" } },
                Timeline = new ObjectRef { Uri = "file:///whole.rtl" },
            },
        };
    }
}

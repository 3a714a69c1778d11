using Rushes.Contracts;
using Rushes.Streaming.Workflow;

namespace Rushes.Streaming.Tests;

public sealed class TitleInspectionsTests
{
    private static readonly Rectangle Inner = new() { Width = 720, Height = 360, Top = 60 };
    private static readonly Rectangle Own = new() { Width = 700, Height = 480, Left = 10 };

    [Fact]
    public void Remedies_NotTaken_ChangeNothing()
    {
        var request = new PrepareTitleRequest { SourceUri = "file:///film.mov" };
        var inspection = Inspected(new Steps { InverseTelecine = true, Crop = Inner });

        Assert.Empty(TitleInspections.Again(request, inspection));
        Assert.Equal(new InspectedTitle { Request = request, Inspection = inspection }, TitleInspections.Inspected(request, inspection, []));
    }

    [Fact]
    public void Remedies_ThatAreNotOffered_ChangeNothing() =>
        Assert.Null(TitleInspections.Inspected(Taking(Remedy.Crop, Remedy.Deinterlace, Remedy.InverseTelecine), Inspected(null), []).Request.Steps);

    [Fact]
    public void Remedies_Taken_BecomeSteps()
    {
        var title = TitleInspections.Inspected(
            Taking(Remedy.Crop, Remedy.Deinterlace), Inspected(new Steps { Deinterlacing = Deinterlacing.Frames, Crop = Inner }), []);

        Assert.Equal(new Steps { Deinterlacing = Deinterlacing.Frames, Crop = Inner }, title.Request.Steps);
        Assert.Empty(title.Request.Remedies);
    }

    [Fact]
    public void Remedies_NotAmongThoseTaken_AreLeft()
    {
        var title = TitleInspections.Inspected(Taking(Remedy.Crop), Inspected(new Steps { InverseTelecine = true, Crop = Inner }), []);

        Assert.Equal(new Steps { Crop = Inner }, title.Request.Steps);
    }

    [Fact]
    public void Steps_AskedFor_AreStrongerThanRemedies()
    {
        var request = Taking(Remedy.Crop, Remedy.Deinterlace, Remedy.InverseTelecine);
        request.Steps = new Steps { Deinterlacing = Deinterlacing.Frames, Crop = Own };

        Assert.Empty(TitleInspections.Again(request, Inspected(new Steps { InverseTelecine = true, Crop = Inner })));
        Assert.Equal(request.Steps, TitleInspections.Inspected(request, Inspected(new Steps { InverseTelecine = true, Crop = Inner }), []).Request.Steps);
    }

    [Fact]
    public void InverseTelecine_Taken_HasTheFilmsFramesLookedAt()
    {
        var request = Taking(Remedy.InverseTelecine, Remedy.Crop);
        var first = Inspected(new Steps { InverseTelecine = true, Crop = Inner });

        var again = Assert.Single(TitleInspections.Again(request, first)).Argument;
        Assert.Equal(new InspectRequest { SourceUri = request.SourceUri, Pictures = TimelinePictures.Film }, again);

        var film = Inspected(new Steps { Crop = Own });
        film.Video.Pictures = TimelinePictures.Film;
        var title = TitleInspections.Inspected(request, first, [film]);
        Assert.Equal(film, title.Inspection);
        Assert.Equal(new Steps { InverseTelecine = true, Crop = Own }, title.Request.Steps);
    }

    [Theory]
    [InlineData(false, false, InspectionPhase.Unspecified)]
    [InlineData(true, false, InspectionPhase.Artefacts)]
    [InlineData(true, true, InspectionPhase.Unspecified)]
    public void Phase_OfExpressTitles_IsArtefactsUnlessRemediesAreWanted(bool express, bool remedies, InspectionPhase expected)
    {
        var request = remedies ? Taking(Remedy.Crop) : new PrepareTitleRequest();
        request.Express = express;

        Assert.Equal(expected, TitleInspections.First(request).Phase);
    }

    private static PrepareTitleRequest Taking(params Remedy[] remedies) => new() { SourceUri = "file:///film.mov", Remedies = { remedies } };

    private static InspectResponse Inspected(Steps? offered) => new() { Video = new VideoTrack { Frames = 100 }, Offered = offered };
}

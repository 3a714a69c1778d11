using System.Xml;
using System.Xml.Linq;
using Rushes.Cli.Report;
using Rushes.Cli.Report.Page;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Report;

public sealed class InspectPageTests
{
    [Fact]
    public void Page_OfAFullInspection_ShowsAllOfIt()
    {
        var page = Parsed(Write(SampleInspection.Rich()));

        Assert.Equal("a film.mov", page.Descendants("h1").Single().Value);
        Assert.Equal(
            ["Over time", "Findings", "Cadence", "Sound 1", "Sound 2", "Active area", "Shots"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal("errorpicture.frozen", page.Descendants("h3").First().Value);
        Assert.Equal(4, page.Descendants("polygon").Count(area => area.Attribute("class")!.Value is "progressive" or "top" or "bottom" or "undetermined"));
        Assert.Single(page.Descendants("polygon"), area => area.Attribute("class")!.Value == "repeats");
        Assert.Single(page.Descendants("polyline"), line => line.Attribute("class")!.Value == "momentary");
        Assert.Single(page.Descendants("img"));
    }

    [Fact]
    public void Page_OfAnything_LoadsNothing()
    {
        var text = Write(SampleInspection.Rich());

        Assert.DoesNotContain("http:", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
        var page = Parsed(text);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "iframe" or "object" or "embed" or "base");
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"), attribute => Assert.StartsWith("data:image/jpeg;base64,", attribute.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_OfAHostileFilm_EscapesWhatItSays()
    {
        var response = SampleInspection.Rich();
        response.Source.Uri = "file:///films/" + Uri.EscapeDataString("<b onload=\"x()\">.mov");
        response.Container = response.Audio[0].Language = response.Audio[0].Layout = response.Text[0].Codec = SampleInspection.Hostile;
        response.Timecodes[0].Start = response.Sound[0].Channels[0].Name = response.Tools[0].Version = response.Video.DolbyVision = SampleInspection.Hostile;

        var text = Write(response);

        var page = Parsed(text);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("b"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("&lt;script&gt;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAPlainFilm_HasItsFactsAlone()
    {
        var text = Write(SampleInspection.Plain());

        Assert.Empty(Parsed(text).Descendants("h2"));
        Assert.Contains("no findings", text, StringComparison.Ordinal);
        Assert.Contains("1600 frames", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfNumbersThatAreNone_DrawsNone()
    {
        var text = Write(SampleInspection.Rich());

        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfThousandsOfPlaces_HasAnEnd()
    {
        var response = SampleInspection.Rich();
        response.Findings.AddRange(Enumerable.Range(0, 50_000).Select(number => SampleInspection.Finding("picture.flash", Severity.Info, number % SampleInspection.Frames, (number % SampleInspection.Frames) + 1)));
        response.Findings.AddRange(Enumerable.Range(0, 5000).Select(number => SampleInspection.Finding($"code.{number}", Severity.Info, number % SampleInspection.Frames, SampleInspection.Frames)));
        response.Shots.AddRange(Enumerable.Range(0, 50_000).Select(number => new Shot { Frames = new FrameRange { From = number % 1600, To = (number % 1600) + 1 }, Entry = ShotEntry.Cut }));

        Assert.InRange(Write(response).Length, 1, 2_000_000);
    }

    private static string Write(InspectResponse response)
    {
        var answer = InspectAnswers.Of(response, ReportTime.None);
        FaultPicture[] pictures = [.. answer.Findings.Take(3).Skip(2).Select(finding => new FaultPicture(finding, 440, [0xff, 0xd8]))];
        return new InspectPage(answer, new FilmTime(SampleInspection.Timeline), response.Sound, response.Picture, pictures).Write();
    }

    // What is well-formed XML too cannot be half open anywhere.
    private static XDocument Parsed(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}

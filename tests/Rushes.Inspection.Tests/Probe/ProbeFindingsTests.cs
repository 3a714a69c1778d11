using Rushes.Contracts;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Workflow;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Tests.Probe;

/// <summary>What labels alone give away.</summary>
public sealed class ProbeFindingsTests
{
    private const string Pq = "smpte2084";

    private static readonly ProbedVideo Plain = new(
        0, "hevc", "yuv420p10le", 10, new Resolution { Width = 64, Height = 36 }, new Rational { Numerator = 1, Denominator = 1 }, 0, new Colour(), "progressive",
        new Rational { Numerator = 25, Denominator = 1 }, new Rational { Numerator = 1, Denominator = 25 }) { IsPictureRead = true };

    [Fact]
    public void Of_PlainFilm_IsNothing() => Assert.Empty(Of(Plain, new Probed { Audio = { Sound(1, 2, "stereo", "und") } }));

    [Theory]
    [InlineData(Pq, 8, "source.hdr_eight_bits", true)]
    [InlineData("arib-std-b67", 8, "source.hdr_eight_bits", true)]
    [InlineData("arib-std-b67", 10, "source.hdr_eight_bits", false)]
    [InlineData("bt709", 8, "source.hdr_eight_bits", false)]
    [InlineData(Pq, 10, "source.hdr_unmastered", true)]
    [InlineData("arib-std-b67", 10, "source.hdr_unmastered", false)]
    public void Of_Light_IsFoundByTransferAndBits(string transfer, int bits, string code, bool expected) =>
        Assert.Equal(expected, Codes(Plain with { Colour = new Colour { Transfer = transfer }, BitDepth = bits }).Contains(code));

    [Fact]
    public void Of_PqThatIsMasteredOrCannotBeRead_IsNothing()
    {
        var video = Plain with { Colour = new Colour { Transfer = Pq } };

        Assert.Empty(Codes(video with { Hdr = new HdrMetadata { MasteringDisplay = new MasteringDisplayColour() } }));
        Assert.Empty(Codes(video with { IsPictureRead = false }));
    }

    [Theory]
    [InlineData(5, 0, Severity.Warning)]
    [InlineData(10, 0, Severity.Warning)]
    [InlineData(10, 1, Severity.Info)]
    [InlineData(8, 1, Severity.Info)]
    [InlineData(8, null, Severity.Info)]
    [InlineData(9, 2, Severity.Info)]
    public void Of_DolbyVision_IsAWarningWithoutABaseLayerForOthers(int profile, int? compatibility, Severity expected)
    {
        var finding = Assert.Single(Of(Plain with { DolbyVision = new(profile, compatibility) }, new Probed()));

        Assert.Equal(("source.dolby_vision", expected), (finding.Code, finding.Severity));
        Assert.Null(finding.Frames);
    }

    [Fact]
    public void Of_Hdr10Plus_IsSaid() => Assert.Equal(["source.hdr10_plus"], Codes(Plain with { HasHdr10Plus = true }));

    [Theory]
    [InlineData(6, "", true)]
    [InlineData(6, "stereo", true)]
    [InlineData(6, "5.1(side)", false)]
    [InlineData(2, "", false)]
    [InlineData(4, "ambisonic 1", false)]
    public void Of_Layout_IsFoundWhereItIsMissingOrContradicts(int channels, string layout, bool expected) =>
        Assert.Equal(expected, Of(Plain, new Probed { Audio = { Sound(1, channels, layout, "en") } }).Any(finding => finding.Code == "source.audio_layout"));

    [Theory]
    [InlineData("01:00:00:00", "01:00:00:00", "stream 0", false)]
    [InlineData("01:00:00:00", "01:00:00;00", "stream 0", true)]
    [InlineData("01:00:00:00", "00:00:00:00", "stream 0", true)]
    [InlineData("01:00:00:00", "09:59:30:00", "first picture", true)]
    public void Of_Timecodes_AreFoundWhereTheyDisagree(string format, string other, string place, bool expected)
    {
        var findings = Of(Plain, new Probed { Timecodes = { new Timecode { Start = format, Place = "format" }, new Timecode { Start = other, Place = place } } });

        Assert.Equal(expected, findings.Count == 1);
        Assert.All(findings, finding => Assert.Equal((format, other), (finding.Evidence["format"], finding.Evidence[place])));
    }

    [Fact]
    public void Of_ManyTimecodes_HasAFewOfThemAsEvidence()
    {
        var probed = new Probed();
        probed.Timecodes.AddRange(Enumerable.Range(0, 60).Select(n => new Timecode { Start = $"01:00:00:{n:00}", Place = $"stream {n}" }));

        Assert.Equal(4, Assert.Single(Of(Plain, probed)).Evidence.Count);
    }

    [Fact]
    public void Of_TracksWithoutALanguage_AreCountedByKind()
    {
        var probed = new Probed
        {
            Video = new VideoTrack { StreamIndex = 0 },
            Audio = { Sound(1, 2, "stereo", "und"), Sound(2, 2, "stereo", "und"), Sound(3, 2, "stereo", "en") },
            Text = { Text(0), Text(4) },
        };

        var finding = Assert.Single(Of(Plain, probed));

        Assert.Equal(("source.languages", "2", "1"), (finding.Code, finding.Evidence["sound"], finding.Evidence["text"]));
    }

    private static IReadOnlyList<Finding> Of(ProbedVideo video, Probed probed)
    {
        probed.Video ??= new VideoTrack();
        return [.. ProbeFindings.Of(new ProbedMedia("film.mov", "mov", 1, video, []), probed)];
    }

    private static IEnumerable<string> Codes(ProbedVideo video) => Of(video, new Probed()).Select(finding => finding.Code);

    private static AudioTrack Sound(int stream, int channels, string layout, string language) =>
        new() { StreamIndex = stream, Codec = "aac", SampleRate = 48_000, Channels = channels, Layout = layout, Language = language };

    private static SubtitleTrack Text(int stream) => new() { StreamIndex = stream, Codec = "subrip", Language = "und" };
}

using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Tools.Probing;

namespace Rushes.Streaming.Workflow;

/// <summary>Has the renditions measured, as far as they can be and as much as was asked for.</summary>
internal static class TitleQualities
{
    // libvmaf takes no smaller pictures.
    private const int LeastSamples = 33;

    /// <param name="title">As it was inspected.</param>
    /// <param name="groups">What was to be encoded.</param>
    /// <param name="encodings">What was, in the same order.</param>
    public static IEnumerable<MapItem<MeasureRequest>> Requests(InspectedTitle title, IReadOnlyList<EncodeGroup> groups, IReadOnlyList<EncodeResponse> encodings) =>
        title.Request.Quality == TitleQuality.Unspecified || Obstacle(title.Request, title.Inspection) is not null
            ? []
            : groups.Zip(encodings, (group, encoding) => Request(title.Request, group, encoding));

    /// <summary>In the order of the encodings, as the calls were.</summary>
    public static IEnumerable<RenditionQuality> Measured(IReadOnlyList<EncodeResponse> encodings, IReadOnlyList<MeasureResponse> measured) =>
        from pair in encodings.Zip(measured)
        let codec = pair.First.Videos[0].Recipe.Codec.Format
        from video in pair.Second.Videos
        select new RenditionQuality { Codec = codec, Quality = video };

    /// <summary>For the proof of the package.</summary>
    public static IEnumerable<VideoScore> Scores(IReadOnlyList<EncodeResponse> encodings, IReadOnlyList<MeasureResponse> measured) =>
        from pair in encodings.Zip(measured)
        from video in pair.First.Videos.Zip(pair.Second.Videos)
        select Score(video.First, video.Second);

    /// <summary>What was not measured is said, and not left out silently.</summary>
    public static IEnumerable<Finding> Findings(PrepareTitleRequest request, InspectResponse inspection, IReadOnlyList<MeasureResponse> measured)
    {
        if (request.Quality != TitleQuality.Unspecified && Obstacle(request, inspection) is { } obstacle)
        {
            yield return new Finding { Code = "quality.not_measured", Severity = Severity.Info, Evidence = { ["why"] = obstacle }, Remedy = "Look at the renditions; no score can be had." };
        }

        // A decoder that starts in the middle complains of what it lacks there; whether the source is damaged, its whole decode has told.
        var isDamaged = inspection.Findings.Any(finding => finding.TellsOfDamage);
        foreach (var finding in measured.SelectMany(response => response.Findings).Where(finding => isDamaged || finding.Code != "quality.decode_errors"))
        {
            yield return finding;
        }
    }

    private static VideoScore Score(EncodedVideo video, VideoQuality quality)
    {
        var vmaf = quality.Metrics[0];
        return new VideoScore { IndexUri = video.Index.Uri, Model = quality.Model, Mean = vmaf.Mean, P5 = vmaf.P5, Measured = quality.Measured, Error = vmaf.Error };
    }

    private static string? Obstacle(PrepareTitleRequest request, InspectResponse inspection)
    {
        var (width, height) = request.Steps?.Crop is { } crop ? (crop.Width, crop.Height) : (inspection.Video.Upright.Width, inspection.Video.Upright.Height);
        return Math.Min(width, height) < LeastSamples ? "the picture is too small"
            : request.ColourHandling == ColourHandling.ToSdr && HighDynamicRange.Has(inspection.Video.Colour?.Transfer) ? "tones were mapped, and no model compares the two"
            : null;
    }

    private static MapItem<MeasureRequest> Request(PrepareTitleRequest request, EncodeGroup group, EncodeResponse encoding)
    {
        var measure = new MeasureRequest
        {
            Reference = new VideoSource(group.Source) { Groups = null },
            Steps = request.Steps,
            Videos = { encoding.Videos.Select(video => new MeasuredVideo { Name = video.Name, Encoded = video }) },
            Metrics = { QualityMetric.Psnr },
        };
        if (request.Quality == TitleQuality.Sampled)
        {
            measure.Sampling = new Sampling { Cost = MeasuringBudget.Of(encoding.Videos) };
        }

        return new MapItem<MeasureRequest>(measure, $"quality {group.Name}", 1);
    }
}

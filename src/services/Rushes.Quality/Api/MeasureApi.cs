using Rushes.Contracts;

namespace Rushes.Quality.Api;

/// <summary>Checks a request for a measurement.</summary>
internal static class MeasureApi
{
    private const int MostPictures = 24;

    public static IEnumerable<Failure> Validate(MeasureRequest request) => [.. Reference(request), .. Videos(request), .. Options(request)];

    private static IEnumerable<Failure> Reference(MeasureRequest request)
    {
        if (request.Reference is not { Media: not null, Track: not null, Timeline: not null })
        {
            yield return Failure.Refusal("request.reference", "The reference lacks media, track or timeline.", "Inspect it first, and give all three.");
        }
        else if (request.Reference.Frames is { } frames && (frames.From < 0 || frames.To <= frames.From))
        {
            yield return Failure.Refusal("request.frames", $"Frames {frames.From} to {frames.To} are no range.", "Give the first frame and the one behind the last, or leave the range out.");
        }
        else if (request.Reference.Track.Pictures != Steps.PicturesOf(request.Steps))
        {
            yield return Failure.Refusal("request.steps", "The reference's timeline has other pictures than the steps make.", "Inspect it for the pictures that the steps need.");
        }
    }

    private static IEnumerable<Failure> Videos(MeasureRequest request)
    {
        if (request.Videos.Count == 0)
        {
            yield return Failure.Refusal("request.videos", "There is no video to measure.", "Give at least one.");
        }

        foreach (var video in request.Videos.Where(video => !IsWhole(video)))
        {
            yield return Failure.Refusal("request.video", $"'{video.Name}' lacks its index and recipe, or its media, track and timeline.", "Give those of the one or of the other.");
        }

        foreach (var twice in request.Videos.GroupBy(video => video.Name).Where(name => name.Count() > 1))
        {
            yield return Failure.Refusal("request.video_name", $"There are {twice.Count()} videos called '{twice.Key}'.", "Give each a name of its own.");
        }
    }

    private static IEnumerable<Failure> Options(MeasureRequest request)
    {
        if (!Enum.IsDefined(request.Model))
        {
            yield return Failure.Refusal("request.model", $"VMAF model {(int)request.Model} is not known.", "Leave it out, or choose one of the contract.");
        }

        if (request.Metrics.Any(metric => !Enum.IsDefined(metric) || metric == QualityMetric.Unspecified))
        {
            yield return Failure.Refusal("request.metrics", "A metric is not known.", "Choose of those of the contract.");
        }

        if (request.Sampling is not (null or { Share: > 0 and <= 1, Cost: 0 } or { Share: 0, Cost: > 0 and < double.PositiveInfinity }))
        {
            yield return Failure.Refusal(
                "request.sampling", $"A share of {request.Sampling.Share} of the frames at a cost of {request.Sampling.Cost} ns cannot be measured.", "Give a share above 0, at most 1, or a cost above 0.");
        }

        if (request.WorstPictures is < 0 or > MostPictures)
        {
            yield return Failure.Refusal("request.pictures", $"{request.WorstPictures} pictures cannot be had.", $"Ask for at most {MostPictures}.");
        }
    }

    private static bool IsWhole(MeasuredVideo video) => video.VideoCase switch
    {
        MeasuredVideo.VideoOneofCase.Encoded => video.Encoded is { Index: not null, Recipe: { Resolution: not null, Colour: not null } },
        MeasuredVideo.VideoOneofCase.File => video.File is { Media: not null, Track: not null, Timeline: not null },
        _ => false,
    };
}

using Rushes.Contracts;

namespace Rushes.Streaming.Workflow;

/// <summary>What was found in the source and its encode does not answer already: nobody needs to be told to do what was done.</summary>
internal static class SourceFindings
{
    private const int HdrBits = 10;

    public static IEnumerable<Finding> Of(PrepareTitleRequest request, InspectResponse inspection, IReadOnlyList<EncodeResponse> encodings) =>
        inspection.Findings.Where(finding => finding.Code switch
        {
            "source.interlaced" => !Steps.MakeWholePictures(request.Steps),
            "source.hdr" => encodings.SelectMany(group => group.Videos).Any(video => StaysHdrInFewBits(video.Recipe)),
            _ => true,
        });

    private static bool StaysHdrInFewBits(Recipe recipe) => recipe.ColourHandling != ColourHandling.ToSdr && recipe.Codec.Bits < HdrBits;
}

using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Workflow;

/// <summary>Asks the validation service about the assembled videos, and turns what it finds into the end of the run.</summary>
internal static class Verdict
{
    public static ValidateRequest Expectations(EncodeRequest request, SplitPlan plan, Assembled assembled)
    {
        var validate = ValidateRequest.Against(request.Source);
        validate.Videos.AddRange(assembled.Videos.Select(video => Expectation(plan, video)));
        return validate;
    }

    public static StepOutcome<EncodeResponse> Respond(Assembled assembled, ValidateResponse verdict, IEnumerable<ToolBuild> encoders)
    {
        Failure[] failures = [.. Faults(verdict).Select(ToFailure)];
        if (failures.Length > 0)
        {
            return new StepOutcome<EncodeResponse>.Failed(failures);
        }

        var response = new EncodeResponse();
        response.Videos.AddRange(assembled.Videos);
        response.Tools.AddRange(encoders);
        response.Findings.AddRange(verdict.Discrepancies.Select(ToFinding));
        return response;
    }

    /// <summary>What makes an encode wrong.</summary>
    public static IEnumerable<Discrepancy> Faults(ValidateResponse verdict) =>
        verdict.Discrepancies.Where(found => found.Severity is not (Severity.Info or Severity.Warning));

    private static VideoExpectation Expectation(SplitPlan plan, EncodedVideo video)
    {
        var expectation = new VideoExpectation { Rendition = video.Name, Index = video.Index, Recipe = video.Recipe, Stream = Promised(video.Recipe) };
        // To whoever reads an index, each of its objects is a chunk.
        expectation.ChunkStarts.AddRange(plan.PieceStarts);
        return expectation;
    }

    // What the recipe alone decides. Frames and their times are held against the timeline.
    private static StreamExpectation Promised(Recipe recipe)
    {
        var codec = recipe.Codec;
        var stream = new StreamExpectation
        {
            Format = codec.Format,
            Profile = codec.Profile,
            Level = codec.Level,
            Tier = codec.Tier,
            // Frames of ProRes do not say any, and decoders take 12 of 4444 for granted.
            Bits = codec.Format == CodecFormat.Prores ? 0 : codec.Bits,
            Chroma = PixelFormats.ChromaOf(codec.PixelFormat),
            Resolution = recipe.Resolution,
            PixelAspect = IsSaidExactly(recipe) ? recipe.PixelAspect : null,
            FieldOrder = recipe.FieldOrder,
            Colour = recipe.Colour,
            Hdr = recipe.Hdr,
            NoHdr = recipe.Hdr is null && recipe.ColourHandling == ColourHandling.ToSdr,
            GopMs = recipe.Gop?.DurationMs ?? 0,
            AimedBitrate = recipe.Rate is { Passes: 2 } aim ? aim.Bitrate : 0,
        };

        if (recipe.Rate is { Maxrate: > 0, Buffer: > 0 } rate)
        {
            (stream.Maxrate, stream.Buffer) = (rate.Maxrate, rate.Buffer);
            stream.AimsAtBuffer = !VideoFormats.Of(recipe).KeepsCap;
        }

        return stream;
    }

    // FFmpeg rounds ratios of larger numbers, MPEG-2 says the shape of the display, and H.263 has 8 bits for each.
    private static bool IsSaidExactly(Recipe recipe) => recipe.PixelAspect is { Numerator: <= 100, Denominator: <= 100 } aspect
        && (aspect is { Numerator: 1, Denominator: 1 } || recipe.Codec.Format is not (CodecFormat.Mpeg2 or CodecFormat.H263));

    private static Finding ToFinding(Discrepancy found)
    {
        var finding = new Finding { Code = found.Code, Severity = found.Severity, Frames = found.Frames, Remedy = found.Remedy };
        finding.Evidence.Add(found.Evidence);
        if (found.Place is { Rendition.Length: > 0 } place)
        {
            finding.Evidence["rendition"] = place.Rendition;
        }

        return finding;
    }

    private static Failure ToFailure(Discrepancy found)
    {
        var failure = new Failure
        {
            Code = found.Code,
            Category = FailureCategory.Internal,
            Message = found.Message,
            Place = found.Place,
            Remedy = found.Remedy,
        };
        foreach (var (name, value) in found.Evidence)
        {
            failure.Details[name] = value;
        }

        return failure;
    }
}

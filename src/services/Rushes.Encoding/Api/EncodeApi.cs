using Rushes.Contracts;
using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Api;

/// <summary>Checks an encode request: every reason to refuse it, at once.</summary>
internal static class EncodeApi
{
    private const int SmallestSide = 16;

    public static IEnumerable<Failure> Validate(EncodeRequest request) =>
        [.. SourceProblems(request), .. request.Recipes.SelectMany(recipe => RecipeProblems(recipe, request)), .. SetProblems(request)];

    public static EncodeRequest Convert(EncodeRequest request)
    {
        var model = request.Clone();
        model.EncoderSlots = Math.Max(1, request.EncoderSlots);
        model.Source.Frames ??= new FrameRange { From = 0, To = request.Source.Track.Frames };
        return model;
    }

    private static IEnumerable<Failure> SourceProblems(EncodeRequest request)
    {
        if (request.Source is not { Media: not null, Track: not null, Timeline: not null } source)
        {
            yield return Failure.Refusal("request.source", "The source needs media, track and timeline.", "Inspect the source first.");
            yield break;
        }

        if (source.Frames is { } range && (range.From < 0 || range.To <= range.From || range.To > source.Track.Frames))
        {
            yield return Failure.Refusal(
                "request.frames", $"Frames {range.From} to {range.To} are not in the source, which has {source.Track.Frames}.",
                "Give a half-open range inside the source.");
        }
    }

    private static IEnumerable<Failure> RecipeProblems(Recipe recipe, EncodeRequest request)
    {
        if (recipe.Codec?.Format != CodecFormat.Avc)
        {
            yield return Failure.Refusal("recipe.codec", $"Codec '{recipe.Codec?.Format}' is not in this version.", "Use avc.", In(recipe));
        }

        if (recipe.Codec is { Bits: not (0 or 8 or 10) } codec)
        {
            yield return Failure.Refusal("recipe.bits", $"{codec.Bits} bits are not possible.", "Use 8 or 10.", In(recipe));
        }

        if (recipe.Resolution is not { } size || size.Width < SmallestSide || size.Height < SmallestSide || size.Width % 2 + size.Height % 2 != 0)
        {
            yield return Failure.Refusal("recipe.resolution", "Width and height must be even and at least 16.", "Give an even size.", In(recipe));
        }

        if (recipe.Rate is not { ModeCase: not RateControl.ModeOneofCase.None } rate)
        {
            yield return Failure.Refusal("recipe.rate", "No rate control is chosen.", "Set one of crf, bitrate and lossless.", In(recipe));
        }
        else if (rate.Maxrate > 0 != rate.Buffer > 0)
        {
            yield return Failure.Refusal("recipe.buffer", "maxrate and buffer go together.", "Set both or none.", In(recipe));
        }
        else if (rate.Lossless && request.Source?.Track is { } track && !RecipeResolver.HoldsLosslessly(track.PixelFormat))
        {
            yield return Failure.Refusal(
                "recipe.lossless_unsupported", $"AVC cannot hold pixel format {track.PixelFormat} without loss.",
                "Use crf, or a source in YUV with 8 or 10 bits.", In(recipe));
        }
    }

    private static IEnumerable<Failure> SetProblems(EncodeRequest request)
    {
        if (request.Recipes.Count == 0)
        {
            yield return Failure.Refusal("request.recipes", "There is no recipe.", "Give at least one.");
        }

        foreach (var name in request.Recipes.GroupBy(recipe => recipe.Name).Where(group => group.Key.Length == 0 || group.Count() > 1))
        {
            yield return Failure.Refusal("recipe.name", $"The name '{name.Key}' is empty or used twice.", "Give each recipe a name of its own.", new Place { Rendition = name.Key });
        }

        if (request.Recipes.Any(recipe => recipe.Chunking is not { SegmentMs: > 0, TargetMs: > 0 }))
        {
            yield return Failure.Refusal("recipe.chunking", "Segment and chunk length must be positive.", "Resolve the chunk length before submitting.");
        }
        else if (request.Recipes.Any(recipe => recipe.Chunking.PieceMs < 0))
        {
            yield return Failure.Refusal("recipe.chunking", "The length of a piece is negative.", "Leave it out: it is resolved then.");
        }
        else if (request.Recipes.Select(recipe => (recipe.Chunking, recipe.Gop)).Distinct().Count() > 1)
        {
            yield return Failure.Refusal("recipe.chunking", "Recipes of one request differ in chunking or GOP.", "Submit them as separate requests.");
        }
    }

    private static Place In(Recipe recipe) => new() { Rendition = recipe.Name };
}

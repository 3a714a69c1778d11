using System.Text.RegularExpressions;
using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Api;

/// <summary>Checks an encode request: every reason to refuse it, at once.</summary>
internal static partial class EncodeApi
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

        // The pictures at its ends would be made without the frames beyond.
        if (source.Frames is { } part && source.Track.Pictures != TimelinePictures.Unspecified && part.To - part.From < source.Track.Frames)
        {
            yield return Failure.Refusal("request.frames", "A range of film frames or fields cannot be encoded.", "Encode all of the source, or a range of its frames as they are.");
        }

        // They become words of a command.
        var colour = source.Track.Colour ?? new Colour();
        foreach (var word in (string[])[source.Track.PixelFormat, source.Track.FieldOrder, colour.Range, colour.Primaries, colour.Transfer, colour.Matrix, colour.ChromaLocation])
        {
            if (!Word().IsMatch(word))
            {
                yield return Failure.Refusal("request.track", $"'{word}' is no name of FFmpeg's.", "Describe the source as its inspection does.");
            }
        }
    }

    private static IEnumerable<Failure> RecipeProblems(Recipe recipe, EncodeRequest request) =>
        recipe.Codec is { } codec && VideoFormats.Find(codec.Format) is { } format
            ? [.. SizeProblems(recipe), .. StepProblems(recipe, request.Source?.Track), .. FormatProblems(recipe, request.Source?.Track), .. format.Check(recipe, request.Source?.Track)]
            : [.. SizeProblems(recipe), UnknownCodec(recipe)];

    private static Failure UnknownCodec(Recipe recipe) => recipe.Codec?.Format == CodecFormat.Vc1
        ? Failure.Refusal("recipe.no_encoder", "There is no encoder of VC-1 on this system: FFmpeg has none.", "Use avc; VC-1 can be read, and packaged as it is.", In(recipe))
        : Failure.Refusal("recipe.codec", $"Codec '{recipe.Codec?.Format}' is not known.", $"Use one of {string.Join(", ", VideoFormats.All.Select(known => known.Name))}.", In(recipe));

    private static IEnumerable<Failure> SizeProblems(Recipe recipe)
    {
        if (recipe.Resolution is not { } size || size.Width < SmallestSide || size.Height < SmallestSide || size.Width % 2 + size.Height % 2 != 0)
        {
            yield return Failure.Refusal("recipe.resolution", "Width and height must be even and at least 16.", "Give an even size.", In(recipe));
        }
    }

    private static IEnumerable<Failure> StepProblems(Recipe recipe, VideoTrack? track)
    {
        foreach (var problem in Steps.Problems(recipe.Steps, "recipe.fields", In(recipe)))
        {
            yield return problem;
        }

        if (track is not null && !Steps.ExcludeEachOther(recipe.Steps) && Steps.PicturesOf(recipe.Steps) is var wanted && wanted != track.Pictures)
        {
            yield return Failure.Refusal(
                "recipe.timeline", $"The recipe needs a timeline with a picture of each {Unit(wanted)}, and the source has one with a picture of each {Unit(track.Pictures)}.",
                "Inspect the source for what the recipe needs; recipes that need different timelines are different requests.", In(recipe));
        }

        if (recipe.Steps?.Crop is { } crop && track?.Upright is { } whole
            && (crop.Left < 0 || crop.Top < 0 || crop.Width < SmallestSide || crop.Height < SmallestSide
                || (long)crop.Left + crop.Width > whole.Width || (long)crop.Top + crop.Height > whole.Height))
        {
            yield return Failure.Refusal(
                "recipe.crop", $"{crop.Width}x{crop.Height} at {crop.Left},{crop.Top} is not inside the picture of {whole.Width}x{whole.Height}.",
                "Give a rectangle inside the upright picture.", In(recipe));
        }

        if (recipe.Rate is { Lossless: true } && (recipe.Steps?.Crop is not null || Steps.MakeWholePictures(recipe.Steps)))
        {
            yield return Failure.Refusal("recipe.steps", "A lossless rendition keeps the picture as it is.", "Leave the steps out, or use crf.", In(recipe));
        }
    }

    private static IEnumerable<Failure> FormatProblems(Recipe recipe, VideoTrack? track)
    {
        const string Changes = "The source changes its size or pixel format on the way, and ";
        if (track is not { FormatChanges: > 0 } || ChunkFilters.TakesAnyPicture(recipe, track))
        {
            yield break;
        }

        yield return recipe.Rate is { Lossless: true }
            ? Failure.Refusal("recipe.format_changes", $"{Changes}a lossless rendition keeps both.", "Split the source there, or use crf.", In(recipe))
            : Failure.Refusal("recipe.format_changes", $"{Changes}pictures of one alone can be cropped, deinterlaced or tone-mapped.", "Split the source there, or leave that out.", In(recipe));
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

        foreach (var recipe in request.Recipes.Where(recipe => recipe.Name.Length > 0 && !Recipe.CanBeNamed(recipe.Name)))
        {
            yield return Failure.Refusal("recipe.name", $"The name '{recipe.Name}' cannot be a file name everywhere.", "Use at most 64 lower-case letters, digits and hyphens.", In(recipe));
        }

        if (request.CollateMs < 0)
        {
            yield return Failure.Refusal("request.collate", "The length of chunks that are handed out as one is negative.", "Leave it out: each is handed out by itself then.");
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

    private static string Unit(TimelinePictures pictures) => pictures switch
    {
        TimelinePictures.Film => "film frame",
        TimelinePictures.Fields => "field",
        _ => "decoded frame",
    };

    [GeneratedRegex("^[A-Za-z0-9_-]*$")]
    private static partial Regex Word();

    private static Place In(Recipe recipe) => new() { Rendition = recipe.Name };
}

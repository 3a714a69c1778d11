using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Recipes;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;
using Rushes.Tools.Probing;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The filters between one decoder and the encoders: the frames of the chunk are cut out by time, and each rendition has them
/// deinterlaced, cropped, mapped in tone, scaled and labelled as its recipe says. Where the timeline is not of decoded frames, its pictures
/// are made first, once for all. Pure.
/// </summary>
internal sealed class ChunkFilters(ChunkTask task, Timeline video, EncoderClock clock)
{
    /// <summary>Has the pictures that are proven, as they are, at their times.</summary>
    public const string Proof = "times";

    /// <summary>Frames that a filter sees beyond each end of the chunk, so that it makes there what it makes inside.</summary>
    private const int Roll = 2;

    private readonly PictureCut _cut = CutOf(task, video);

    /// <summary>As many as any recipe needs.</summary>
    public static int LongestRoll(VideoTrack track) => Math.Max(PictureCut.Roll(track), Roll);

    /// <summary>The frames of the chunk, and what filters need beyond.</summary>
    public static PictureCut CutOf(ChunkTask task, Timeline video) => new(task.Track, video, (int)task.Frames.From, (int)task.Frames.To, Rolls(task) ? Roll : 0);

    /// <summary>
    /// Each rendition begins with a scaler, which takes pictures as they come. Other filters have to be built anew where the source changes
    /// its size or format, and count frames from 0 again.
    /// </summary>
    public static bool TakesAnyPicture(ChunkTask task) => task.Recipes.All(recipe => TakesAnyPicture(recipe, task.Track));

    /// <inheritdoc cref="TakesAnyPicture(ChunkTask)"/>
    public static bool TakesAnyPicture(Recipe recipe, VideoTrack track) =>
        recipe is { Steps: null, Rate: not { Lossless: true } } && !SignalledColour.MapsTones(track, recipe);

    /// <summary>Source ticks.</summary>
    private long ChunkStart => video.SourceTime((int)task.Frames.From);

    public string Graph()
    {
        var cut = $"[0:{task.Track.StreamIndex}]{string.Join(',', _cut.Filters())}";
        var outputs = Enumerable.Range(0, task.Recipes.Count);
        var split = $",split={task.Recipes.Count + 1}[cut]{string.Concat(outputs.Select(output => $"[cut{output}]"))};[cut]{_cut.ProofFilter()}[{Proof}]";
        var made = outputs.Select(output => $"[cut{output}]{string.Join(',', Rendition(task.Recipes[output]))}[out{output}]");
        return string.Join(';', made.Prepend(cut + split));
    }

    private static bool Rolls(ChunkTask task) => task.Recipes.Any(Deinterlaces);

    private static bool Deinterlaces(Recipe recipe) => recipe.Steps?.Deinterlacing == Deinterlacing.Frames;

    private IEnumerable<string> Rendition(Recipe recipe) =>
    [
        .. Deinterlace(recipe), .. Rolls(task) ? [_cut.CutRange()] : Array.Empty<string>(),
        .. Crop(recipe), .. MapTones(recipe), .. Scaling(recipe), .. Labels(recipe), clock.Filters(recipe, ChunkStart),
    ];

    // The filter itself doubles the clock.
    private IEnumerable<string> Deinterlace(Recipe recipe) => Deinterlaces(recipe)
        ? [PictureFilter.Deinterlace(task.Track.FieldOrder), $"settb={_cut.TimeBase}"]
        : [];

    private static IEnumerable<string> Crop(Recipe recipe) => recipe.Steps?.Crop is { } crop ? [PictureFilter.Crop(crop)] : [];

    private IReadOnlyList<string> MapTones(Recipe recipe) => SignalledColour.MapsTones(task.Track, recipe) ? ToneMapping.Filters(task.Track.Colour) : [];

    private IEnumerable<string> Scaling(Recipe recipe)
    {
        if (!recipe.Rate.Lossless || !recipe.Resolution.Equals(task.Track.Upright) || recipe.Codec.PixelFormat != task.Track.PixelFormat)
        {
            // Bit-exact scaling: the bytes must not depend on the instruction set of the machine.
            var fields = IsOfFields(recipe) ? ":interl=1" : "";
            yield return $"scale={recipe.Resolution.Width}:{recipe.Resolution.Height}:flags=bicubic+accurate_rnd+full_chroma_int+bitexact{fields}{Conversion(recipe)}";
            yield return $"format={recipe.Codec.PixelFormat}";
        }
    }

    private IEnumerable<string> Labels(Recipe recipe)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"setsar={recipe.PixelAspect.Numerator}/{recipe.PixelAspect.Denominator}");
        var colour = recipe.Colour;
        string[] signalled =
        [
            .. Setting("range", colour.Range), .. Setting("color_primaries", colour.Primaries),
            .. Setting("color_trc", colour.Transfer), .. Setting("colorspace", colour.Matrix),
            .. Setting("field_mode", recipe.FieldOrder switch { "tt" => "tff", "bb" => "bff", _ => "prog" }),
        ];
        if (signalled.Length > 0)
        {
            // Pinned, or the encoder takes them from the first frame that it sees, which differs between chunks.
            yield return $"setparams={string.Join(':', signalled)}";
        }

        if (task.Track.Hdr is not null)
        {
            // The recipe says what there is; frames in the middle of a source may say nothing.
            yield return "sidedata=mode=delete:type=MASTERING_DISPLAY_METADATA";
            yield return "sidedata=mode=delete:type=CONTENT_LIGHT_LEVEL";
        }

        static string[] Setting(string name, string value) => value.Length > 0 ? [$"{name}={value}"] : [];
    }

    private string Conversion(Recipe recipe) => SignalledColour.MapsTones(task.Track, recipe) ? ":in_range=tv:out_range=tv"
        : RgbPixels.Has(task.Track.PixelFormat) ? $":out_color_matrix={recipe.Colour.Matrix}:out_range={recipe.Colour.Range}"
        : recipe.Colour.Range.Length > 0 ? $":in_range={task.Track.Colour.Range}:out_range={recipe.Colour.Range}" : "";

    private static bool IsOfFields(Recipe recipe) => recipe.FieldOrder is "tt" or "bb";
}

using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Functions.Av1;

/// <summary>AV1 by SVT-AV1.</summary>
internal sealed class Av1Format() : VideoFormat(CodecFormat.Av1, "av1", "Av1")
{
    private const int MostFilmGrain = 50;

    // Measured: told all of it, the encoder spends up to a tenth more where it is bound by its cap, and most pieces have to be made again, with less.
    private const double CapToldOfMeant = 0.8;

    private const double MeasuringCrf = 35;
    private const int MeasuringPreset = 10;

    private const double GopMargin = 1.6;
    private const int NoGop = 99_999;

    private static readonly string[] Presets = [.. Enumerable.Range(0, 14).Select(preset => preset.ToString(CultureInfo.InvariantCulture))];

    // Measured: it goes beyond by half a buffer behind hard cuts, and knows no cap beside a bit rate. A piece begins with its largest picture and
    // ends as it comes, so it wants more than half and leaves more: of 46 runs of twelve seconds that the cap binds, 26 ask for more than half of
    // the buffer at the start, and 3 for more than this, or leave less.
    public override double? FullnessAtBorders => 0.8;

    // The encoder says main, whatever it is told.
    public override LevelTable Levels(Recipe recipe) => Av1Levels.OfProfile(0).Of(LevelTier.Main);

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "AV1", 8, 10), .. RecipeProblems.Profile(recipe, "AV1", ["main"]),
        .. RecipeProblems.Preset(recipe, "AV1", Presets), .. RecipeProblems.Rate(recipe, "AV1", 63, canBeLossless: false), .. Size(recipe), .. FilmGrain(recipe),
        .. LevelChoice.Check(recipe, source, Levels(recipe), 0),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var codec = recipe.Codec;
        codec.Bits = codec.Bits != 0 ? codec.Bits : PixelFormats.BitsOf(source);
        codec.PixelFormat = PixelFormats.Planar(420, codec.Bits);
        codec.Profile = "main";
        recipe.Preset = recipe.Preset.Length > 0 ? recipe.Preset : "8";
        LevelChoice.Fill(recipe, Levels(recipe), framesPerSecond, 0);
    }

    // The encoder has no second pass in FFmpeg: the first one only measures.
    public override IReadOnlyList<EncoderOutput> FirstPass(Recipe recipe) => [new(EncoderOutput.AtQuality(recipe, MeasuringCrf, Presets, MeasuringPreset))];

    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "libsvtav1", "-preset", recipe.Preset, "-g", Formats.Options.Number(LongestGop(recipe)),
        .. Formats.Options.Target(recipe.Rate),

        // The encoder refuses a cap on an average; that of each run is below it already.
        .. recipe.Rate.HasBitrate ? [] : Formats.Options.Cap(recipe.Rate, CapToldOfMeant),
        "-svtav1-params", Formats.Options.Parameters(
            $"lp={recipe.Threads}:irefresh-type=2:scd=0",
            recipe.Codec.Level.Length > 0 ? $"level={InTenths(recipe.Codec.Level)}:tier=0" : "",
            recipe.FilmGrain > 0 ? $"film-grain={recipe.FilmGrain}:film-grain-denoise=1" : "",
            recipe.Hdr?.MasteringDisplay is { } display ? $"mastering-display={HdrParameters.InUnits(display)}" : "",
            recipe.Hdr?.ContentLight is { } light ? $"content-light={HdrParameters.Text(light)}" : ""),
    ];

    // As "51": of "5.1" the encoder says nothing, and takes what it thinks itself.
    private static string InTenths(string level) => level.Replace(".", "", StringComparison.Ordinal);

    // Key frames are forced, and the encoder is to set none of its own. But one that aims at a bit rate plans ahead to the next that it
    // expects, and spends up to twice the bits when that never comes: so a little more than what will be.
    private static long LongestGop(Recipe recipe) => recipe is { Rate.HasBitrate: true, Gop.DurationMs: > 0 and var gop, FrameRate: { } rate }
        ? (long)Math.Ceiling(GopMargin * gop * rate.Numerator / rate.Denominator / 1000)
        : NoGop;

    private static IEnumerable<Failure> Size(Recipe recipe) => recipe.Resolution is { } size && (size.Width < 64 || size.Height < 64)
        ? [RecipeProblems.Refuse("recipe.resolution", "The encoder of AV1 wants 64 pixels each way at least.", "Use a larger size, or another codec.", recipe)]
        : [];

    private static IEnumerable<Failure> FilmGrain(Recipe recipe) => recipe.FilmGrain is < 0 or > MostFilmGrain
        ? [RecipeProblems.Refuse("recipe.film_grain", $"There is no film grain of strength {recipe.FilmGrain}.", $"Use 1 to {MostFilmGrain}, or leave it out.", recipe)]
        : [];
}

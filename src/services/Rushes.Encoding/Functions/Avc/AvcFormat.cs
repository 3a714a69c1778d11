using System.Collections.Frozen;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Functions.Avc;

/// <summary>AVC (Rec. ITU-T H.264) by libx264.</summary>
internal sealed class AvcFormat() : VideoFormat(CodecFormat.Avc, "avc", "Avc")
{
    // Key frames only where they are forced, closed; I frames at cuts stay, as non-IDR. "stitchable" keeps what rate
    // control would otherwise tune in the picture parameter set, so that chunks share one.
    private const string Structure = "keyint=infinite:min-keyint=99999:open-gop=0:stitchable=1";

    // With a B pyramid a decoder needs four pictures; more references than the level holds are cut by the encoder.
    private const int LeastReferences = 4;

    private const double MeasuringCrf = 23;

    private static readonly FrozenSet<string> Lossless = FrozenSet.Create(
        "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "gray",
        "yuv420p10le", "yuv422p10le", "yuv444p10le", "gray10le");

    public override bool GoesByTimes => true;

    public override LevelTable Levels(Recipe recipe) => AvcLevels.OfProfile(
        recipe.Codec.Profile switch { "baseline" => 66, "main" => 77, "high10" => 110, "high422" => 122, "high444" => 244, _ => 100 });

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "AVC", 8, 10), .. RecipeProblems.Profile(recipe, "AVC", ["baseline", "main", "high", "high10", "high422", "high444"]),
        .. RecipeProblems.Preset(recipe, "AVC", XPresets.Names), .. RecipeProblems.Rate(recipe, "AVC", 51, canBeLossless: true),
        .. RecipeProblems.Lossless(recipe, source, "AVC", Lossless, (profile, _) => profile == "high444"),
        .. RecipeProblems.Depth(recipe, "AVC", profile => profile is "baseline" or "main" or "high" ? 8 : 0),
        .. RecipeProblems.NoFilmGrain(recipe, "AVC"), .. LevelChoice.Check(recipe, source, Levels(recipe), LeastReferences),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var (codec, lossless) = (recipe.Codec, recipe.Rate.Lossless);
        codec.Bits = codec.Bits != 0 ? codec.Bits : lossless ? source.BitDepth : 8;
        codec.PixelFormat = lossless ? source.PixelFormat : PixelFormats.Planar(codec.Profile switch { "high422" => 422, "high444" => 444, _ => 420 }, codec.Bits);
        codec.Profile = codec.Profile.Length > 0 ? codec.Profile : lossless ? "high444" : codec.Bits == 10 ? "high10" : "high";
        recipe.Preset = recipe.Preset.Length > 0 ? recipe.Preset : "medium";
        LevelChoice.Fill(recipe, Levels(recipe), framesPerSecond, LeastReferences);
    }

    public override IReadOnlyList<EncoderOutput> FirstPass(Recipe recipe) => [new(EncoderOutput.AtQuality(recipe, MeasuringCrf), Pass: 1)];

    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "libx264",
        "-preset", recipe.Preset,
        "-profile:v", recipe.Codec.Profile,
        "-level:v", recipe.Codec.Level,
        "-threads", Formats.Options.Number(recipe.Threads),
        .. recipe.Rate.Lossless ? ["-qp", "0"] : Formats.Options.Target(recipe.Rate), .. Formats.Options.Cap(recipe.Rate),
        "-x264-params", Formats.Options.Parameters(
            Structure,
            recipe.Hdr?.MasteringDisplay is { } display ? $"mastering-display={HdrParameters.InSteps(display)}" : "",
            recipe.Hdr?.ContentLight is { } light ? $"cll={HdrParameters.Text(light)}" : ""),
    ];
}

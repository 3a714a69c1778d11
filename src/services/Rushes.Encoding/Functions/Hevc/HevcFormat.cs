using System.Collections.Frozen;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Functions.Hevc;

/// <summary>HEVC (Rec. ITU-T H.265) by libx265.</summary>
internal sealed class HevcFormat() : VideoFormat(CodecFormat.Hevc, "hevc", "Hevc")
{
    // Key frames only where they are forced, as IDR and closed; the string of its own options, which differ by thread, stays out. The standard's
    // largest QP: under a tight cap the encoder goes on to 69, which leaves frames between a cut and a key frame with nothing of their picture.
    private const string Structure = "log-level=error:keyint=99999:min-keyint=99999:open-gop=0:info=0:repeat-headers=0:qpmax=51";

    // With a pyramid of B frames, and the picture that is being decoded; the encoder keeps to the level with more.
    private const int LeastPictures = 5;

    private const double MeasuringCrf = 26;

    private static readonly FrozenSet<string> Lossless = FrozenSet.Create(
        "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv420p10le", "yuv422p10le", "yuv444p10le");

    public override LevelTable Levels(Recipe recipe) => HevcLevels.Main;

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "HEVC", 8, 10), .. RecipeProblems.Profile(recipe, "HEVC", ["main", "main10"]),
        .. RecipeProblems.Preset(recipe, "HEVC", XPresets.Names), .. RecipeProblems.Rate(recipe, "HEVC", 51, canBeLossless: true),
        .. RecipeProblems.Lossless(recipe, source, "HEVC", Lossless, (profile, format) => format.Contains("420", StringComparison.Ordinal) && BitsOf(profile) == PixelFormats.BitsOf(source!)),
        .. RecipeProblems.Depth(recipe, "HEVC", BitsOf), .. RecipeProblems.NoFilmGrain(recipe, "HEVC"),
        .. LevelChoice.Check(recipe, source, Levels(recipe), LeastPictures),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var (codec, lossless) = (recipe.Codec, recipe.Rate.Lossless);
        codec.Bits = codec.Bits != 0 ? codec.Bits : codec.Profile.Length > 0 ? BitsOf(codec.Profile) : PixelFormats.BitsOf(source);
        codec.PixelFormat = lossless ? source.PixelFormat : PixelFormats.Planar(420, codec.Bits);

        // Without loss the profile follows from the pixel format, which is the source's.
        codec.Profile = codec.Profile.Length > 0 || lossless ? codec.Profile : codec.Bits == 10 ? "main10" : "main";
        recipe.Preset = recipe.Preset.Length > 0 ? recipe.Preset : "medium";
        if (!lossless)
        {
            LevelChoice.Fill(recipe, Levels(recipe), framesPerSecond, LeastPictures);
        }
    }

    public override IReadOnlyList<EncoderOutput> FirstPass(Recipe recipe) => [new(EncoderOutput.AtQuality(recipe, MeasuringCrf), Pass: 1)];

    public override IEnumerable<string> Options(Recipe recipe) => Options(recipe, "");

    // The encoder has an option of its own for the file.
    public override IEnumerable<string> Options(EncoderOutput output, StatisticsFile statistics) => Options(
        output.Recipe, output.Pass > 0 ? $"pass={output.Pass}:slow-firstpass=0:stats={Formats.Options.Escape(statistics.Path)}" : "");

    private static IEnumerable<string> Options(Recipe recipe, string pass) =>
    [
        "-c:v", "libx265", "-tag:v", "hvc1", "-preset", recipe.Preset, "-forced-idr", "1",
        .. recipe.Codec.Profile.Length > 0 ? ["-profile:v", recipe.Codec.Profile] : Array.Empty<string>(),
        .. Formats.Options.Target(recipe.Rate), .. Formats.Options.Cap(recipe.Rate),
        "-x265-params", Formats.Options.Parameters(
            Structure,
            recipe.Threads > 1 ? $"pools={recipe.Threads}" : "pools=none",
            "frame-threads=1",
            pass,

            // The encoder takes a level for a promise of a bit rate, which lossless coding cannot give.
            recipe.Codec.Level.Length > 0 && !recipe.Rate.Lossless ? $"level-idc={recipe.Codec.Level}:high-tier={(recipe.Codec.Tier == "high" ? 1 : 0)}" : "",
            recipe.Rate.Lossless ? "lossless=1" : "",
            Light(recipe.Hdr)),
    ];

    private static string Light(HdrMetadata? hdr) => Formats.Options.Parameters(
        hdr?.MasteringDisplay is { } display ? $"master-display={HdrParameters.InSteps(display)}" : "",
        hdr?.ContentLight is { } light ? $"max-cll={HdrParameters.Text(light)}" : "");

    // Of 8 bits the encoder says main, whatever it is told.
    private static int BitsOf(string profile) => profile switch { "main" => 8, "main10" => 10, _ => 0 };
}

using System.Collections.Frozen;
using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Functions.Vp9;

/// <summary>VP9 by libvpx.</summary>
internal sealed class Vp9Format() : VideoFormat(CodecFormat.Vp9, "vp9", "Vp9")
{
    /// <summary>Of <c>-cpu-used</c>, slow to fast.</summary>
    private static readonly string[] Presets = [.. Enumerable.Range(0, 9).Select(preset => preset.ToString(CultureInfo.InvariantCulture))];

    private const int FastestLossless = 1;

    private const double MeasuringCrf = 33;
    private const int MeasuringPreset = 5;

    private static readonly FrozenSet<string> Lossless = FrozenSet.Create(
        "yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le");

    // Measured: told a run's cap it hardly goes beyond, and half of the buffer is what that cap counts with.
    public override double? FullnessAtBorders => 0.5;

    public override LevelTable Levels(Recipe recipe) => Vp9Levels.All;

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "VP9", 8, 10), .. RecipeProblems.Profile(recipe, "VP9", ["0", "2"]), .. RecipeProblems.Preset(recipe, "VP9", Presets),
        .. RecipeProblems.Rate(recipe, "VP9", 63, canBeLossless: true),
        .. RecipeProblems.Lossless(recipe, source, "VP9", Lossless, (profile, format) => format == PixelFormats.Planar(420, BitsOf(profile))),
        .. RecipeProblems.Depth(recipe, "VP9", BitsOf), .. RecipeProblems.NoFilmGrain(recipe, "VP9"), .. LosslessPreset(recipe),
        .. LevelChoice.Check(recipe, source, Levels(recipe), 0, Decodes),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var (codec, lossless) = (recipe.Codec, recipe.Rate.Lossless);
        codec.Bits = codec.Bits != 0 ? codec.Bits : codec.Profile.Length > 0 ? BitsOf(codec.Profile) : PixelFormats.BitsOf(source);
        codec.PixelFormat = lossless ? source.PixelFormat : PixelFormats.Planar(420, codec.Bits);
        codec.Profile = codec.Profile.Length > 0 || lossless ? codec.Profile : codec.Bits == 10 ? "2" : "0";
        recipe.Preset = recipe.Preset.Length > 0 ? recipe.Preset : lossless ? "1" : "2";
        if (!lossless)
        {
            // The encoder keeps to a level by quantising more.
            LevelChoice.Fill(recipe, Levels(recipe), framesPerSecond, 0, Decodes);
        }
    }

    // Measured: constant quality under a cap goes beyond it by half and more in one pass, and keeps it in two.
    public override bool GainsByTwoPasses(Recipe recipe) => recipe.Rate is { HasBitrate: true } or { HasCrf: true, Maxrate: > 0 };

    // The encoder's own first pass leaves no bits to count, so there is a quick run beside it where bits are shared out.
    public override IReadOnlyList<EncoderOutput> FirstPass(Recipe recipe) =>
    [
        .. recipe.Rate.HasBitrate ? [new(EncoderOutput.AtQuality(recipe, MeasuringCrf, Presets, MeasuringPreset))] : Array.Empty<EncoderOutput>(),
        new(recipe, Pass: 1, HasMedia: false),
    ];

    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "libvpx-vp9", "-deadline", "good", "-cpu-used", recipe.Preset, "-threads", Formats.Options.Number(recipe.Threads), "-row-mt", "0",
        "-g", "99999", "-lag-in-frames", "25", "-auto-alt-ref", "1",
        .. recipe.Codec.Profile.Length > 0 ? ["-profile:v", recipe.Codec.Profile] : Array.Empty<string>(),
        .. recipe.Codec.Level.Length > 0 && !recipe.Rate.Lossless ? ["-level:v", recipe.Codec.Level] : Array.Empty<string>(),
        .. Mode(recipe.Rate), .. Formats.Options.Cap(recipe.Rate),
    ];

    // libvpx takes the bit rate of constrained quality for its cap on average.
    private static string[] Mode(RateControl rate) => rate.ModeCase switch
    {
        RateControl.ModeOneofCase.Crf => ["-crf", Formats.Options.Number(rate.Crf), "-b:v", Formats.Options.Number(rate.RunMaxrate)],
        RateControl.ModeOneofCase.Bitrate => ["-b:v", Formats.Options.Number(rate.Bitrate)],
        _ => ["-lossless", "1"],
    };

    // Measured: faster ones leave out differences that they think too small.
    private static IEnumerable<Failure> LosslessPreset(Recipe recipe) => recipe.Rate is { Lossless: true } && Presets.Contains(recipe.Preset) && Array.IndexOf(Presets, recipe.Preset) > FastestLossless
        ? [RecipeProblems.Refuse("recipe.preset", $"Preset {recipe.Preset} of VP9 is not without loss.", $"Use 0 to {FastestLossless}, or leave it out.", recipe)]
        : [];

    // Pictures that are decoded and not shown count for a level, and the encoder gives up where there are too many. It puts them an eighth
    // of a second apart and four frames at least, and those of large pictures further (vp9_rc_get_default_min_gf_interval of libvpx).
    private static double Decodes(Recipe recipe, double framesPerSecond)
    {
        const double LargeFrom = 3840 * 2160 * 20.0;
        var ofLarge = (int)((4 * recipe.Resolution.Pixels * framesPerSecond / LargeFrom) + 0.5);
        return framesPerSecond * (1 + (1.0 / Math.Max(Math.Clamp((int)(framesPerSecond / 8), 4, 16), ofLarge)));
    }

    private static int BitsOf(string profile) => profile switch { "0" => 8, "2" => 10, _ => 0 };
}

using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Functions.Mpeg2;

/// <summary>MPEG-2 (Rec. ITU-T H.262) by FFmpeg. crf stands for the quantiser's scale.</summary>
internal sealed class Mpeg2Format() : VideoFormat(CodecFormat.Mpeg2, "mpeg2", "Mpeg2")
{
    // Table 6-4, frame_rate_code.
    private static readonly (long Numerator, long Denominator)[] FrameRates =
        [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1)];

    // Cameras waver about their rate. Frames are shown at their own times, so that the stream may say which rate is meant.
    private const double Wavering = 0.005;

    public override bool SignalsRange => false;

    public override bool CodesFields => true;

    public override LevelTable Levels(Recipe recipe) => Mpeg2Levels.Main;

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "MPEG-2", 8), .. RecipeProblems.Profile(recipe, "MPEG-2", ["main", "422"]), .. RecipeProblems.Preset(recipe, "MPEG-2", []),
        .. RecipeProblems.Rate(recipe, "MPEG-2", 31, canBeLossless: false), .. RecipeProblems.OnePass(recipe, "MPEG-2"), .. RecipeProblems.NoFilmGrain(recipe, "MPEG-2"), .. FrameRate(recipe, source),
        .. LevelChoice.Check(recipe, source, Levels(recipe), 0),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var codec = recipe.Codec;
        codec.Bits = 8;
        codec.Profile = codec.Profile.Length > 0 ? codec.Profile : "main";
        codec.PixelFormat = PixelFormats.Planar(codec.Profile == "422" ? 422 : 420, 8);
        recipe.FrameRate = Meant(recipe.FrameRate) ?? Meant(source.FrameRate) ?? recipe.FrameRate;
        LevelChoice.Fill(recipe, Levels(recipe), framesPerSecond, 0);
    }

    // Closed groups; an own choice of key frames at cuts would make them open, so there is none.
    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "mpeg2video", "-profile:v", recipe.Codec.Profile, "-level:v", recipe.Codec.Level.Replace("-", "", StringComparison.Ordinal), "-threads", Formats.Options.Number(recipe.Threads),
        "-g", "600", "-bf", "2", "-sc_threshold", "1000000000", "-flags", recipe.FieldOrder == "progressive" ? "+cgop" : "+cgop+ildct+ilme",
        .. Formats.Options.ScaleWithinCap(recipe.Rate),
    ];

    /// <summary>The rate of MPEG-2 that is nearest; null: none is near.</summary>
    private static Rational? Meant(Rational? rate)
    {
        if (rate is not { Numerator: > 0, Denominator: > 0 })
        {
            return null;
        }

        var nearest = StandardFrameRates.Nearest(rate, FrameRates);
        return Math.Abs((StandardFrameRates.Value(rate) / StandardFrameRates.Value(nearest)) - 1) <= Wavering ? nearest : null;
    }

    private static IEnumerable<Failure> FrameRate(Recipe recipe, VideoTrack? source) =>
        source?.FrameRate is not { Numerator: > 0, Denominator: > 0 } rate || Meant(rate) is not null
            ? []
            : [RecipeProblems.Refuse("recipe.frame_rate", $"MPEG-2 has no frame rate of {rate.Numerator}/{rate.Denominator}.", "Use another codec.", recipe)];
}

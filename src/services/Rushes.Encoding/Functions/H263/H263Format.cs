using Rushes.Contracts;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Functions.H263;

/// <summary>H.263 by FFmpeg, for old receivers. Five sizes, all shown as 4:3; crf stands for the quantiser's scale.</summary>
internal sealed class H263Format() : VideoFormat(CodecFormat.H263, "h263", "H263")
{
    // Rec. ITU-T H.263 §4.1: sub-QCIF, QCIF, CIF, 4CIF, 16CIF.
    private static readonly (int Width, int Height)[] Sizes = [(128, 96), (176, 144), (352, 288), (704, 576), (1408, 1152)];

    public override bool SignalsRange => false;

    public override string Container => "mov";

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "H.263", 8), .. RecipeProblems.Profile(recipe, "H.263", ["baseline"]), .. RecipeProblems.Preset(recipe, "H.263", []),
        .. RecipeProblems.Rate(recipe, "H.263", 31, canBeLossless: false), .. RecipeProblems.OnePass(recipe, "H.263"), .. RecipeProblems.NoFilmGrain(recipe, "H.263"), .. Size(recipe),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var codec = recipe.Codec;
        (codec.Bits, codec.Profile, codec.PixelFormat) = (8, "baseline", "yuv420p");
    }

    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "h263", "-threads", "1", "-g", "600", "-sc_threshold", "1000000000",
        .. Formats.Options.ScaleWithinCap(recipe.Rate),
    ];

    private static IEnumerable<Failure> Size(Recipe recipe) => recipe.Resolution is { } size && !Sizes.Contains((size.Width, size.Height))
        ?
        [
            RecipeProblems.Refuse(
                "recipe.resolution", $"H.263 has no pictures of {size.Width}x{size.Height}.",
                $"Use {string.Join(", ", Sizes.Select(known => $"{known.Width}x{known.Height}"))}.", recipe),
        ]
        : [];
}

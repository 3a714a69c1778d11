using Rushes.Contracts;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Functions.Dnxhr;

/// <summary>Avid DNxHR (SMPTE ST 2019-1, VC-3) by FFmpeg's dnxhd. The profile decides the rate.</summary>
internal sealed class DnxhrFormat() : VideoFormat(CodecFormat.Dnxhr, "dnxhr", "Dnxhr")
{
    private const int LeastWidth = 256;
    private const int LeastHeight = 120;

    public override bool SignalsRange => false;

    public override string Container => "mov";

    public override bool IsIntra => true;

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Profile(recipe, "DNxHR", ["lb", "sq", "hq", "hqx", "444"]), .. RecipeProblems.NoRate(recipe, "DNxHR"),
        .. RecipeProblems.Preset(recipe, "DNxHR", []), .. RecipeProblems.NoFilmGrain(recipe, "DNxHR"), .. Size(recipe), .. Depth(recipe),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var codec = recipe.Codec;
        codec.Profile = codec.Profile.Length > 0 ? codec.Profile : PixelFormats.BitsOf(source) == 10 ? "hqx" : "hq";
        codec.Bits = BitsOf(codec.Profile);
        codec.PixelFormat = PixelFormats.Planar(codec.Profile == "444" ? 444 : 422, codec.Bits);
    }

    public override IEnumerable<string> Options(Recipe recipe) =>
        ["-c:v", "dnxhd", "-profile:v", $"dnxhr_{recipe.Codec.Profile}", "-threads", Formats.Options.Number(recipe.Threads)];

    private static int BitsOf(string profile) => profile is "hqx" or "444" ? 10 : 8;

    private static IEnumerable<Failure> Size(Recipe recipe) => recipe.Resolution is { } size && (size.Width < LeastWidth || size.Height < LeastHeight)
        ? [RecipeProblems.Refuse("recipe.resolution", $"DNxHR starts at {LeastWidth}x{LeastHeight}.", "Use a larger size, or another codec.", recipe)]
        : [];

    private static IEnumerable<Failure> Depth(Recipe recipe) => recipe.Codec is { Profile.Length: > 0, Bits: not 0 } codec && codec.Bits != BitsOf(codec.Profile)
        ? [RecipeProblems.Refuse("recipe.bits", $"DNxHR {codec.Profile} has {BitsOf(codec.Profile)} bits.", "Leave bits out.", recipe)]
        : [];
}

using Rushes.Contracts;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Functions.ProRes;

/// <summary>Apple ProRes by FFmpeg's prores_ks. The profile decides the rate.</summary>
internal sealed class ProResFormat() : VideoFormat(CodecFormat.Prores, "prores", "ProRes")
{
    // In the encoder's order.
    private static readonly string[] Profiles = ["proxy", "lt", "422", "hq", "4444"];

    public override bool SignalsRange => false;

    public override string Container => "mov";

    public override bool IsIntra => true;

    public override bool CodesFields => true;

    public override IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source) =>
    [
        .. RecipeProblems.Bits(recipe, "ProRes", 10), .. RecipeProblems.Profile(recipe, "ProRes", Profiles), .. RecipeProblems.NoRate(recipe, "ProRes"),
        .. RecipeProblems.Preset(recipe, "ProRes", []), .. RecipeProblems.NoFilmGrain(recipe, "ProRes"),
    ];

    public override void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond)
    {
        var codec = recipe.Codec;
        codec.Profile = codec.Profile.Length > 0 ? codec.Profile : "422";
        codec.Bits = 10;
        codec.PixelFormat = codec.Profile != "4444" ? "yuv422p10le" : PixelFormats.HasAlpha(source.PixelFormat) ? "yuva444p10le" : "yuv444p10le";
    }

    // The vendor is that of Apple's encoder: some decoders refuse others.
    public override IEnumerable<string> Options(Recipe recipe) =>
    [
        "-c:v", "prores_ks", "-profile:v", Formats.Options.Number(Array.IndexOf(Profiles, recipe.Codec.Profile)), "-vendor", "apl0",
        "-threads", Formats.Options.Number(recipe.Threads), .. recipe.FieldOrder == "progressive" ? Array.Empty<string>() : ["-flags", "+ildct"],
    ];
}

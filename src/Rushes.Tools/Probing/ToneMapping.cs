using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>FFmpeg's filters from the light of PQ and HLG to that of BT.709: Hable's curve, colours as they are. What comes out is of 10 bits and studio range, with colour at every sample.</summary>
public static class ToneMapping
{
    private const string StudioRange = "tv";

    /// <summary>Empty where the source has no high dynamic range.</summary>
    /// <param name="source">What its pictures signal; what they leave out is taken for BT.2020 of studio range.</param>
    public static IReadOnlyList<string> Filters(Colour? source) => !HighDynamicRange.Has(source?.Transfer)
        ? []
        :
        [
            $"zscale=tin={source!.Transfer}:pin={Or(source.Primaries, "bt2020")}:min={Or(source.Matrix, "bt2020nc")}:rin={Or(source.Range, StudioRange)}:t=linear:npl=100",
            "format=gbrpf32le", "zscale=p=bt709", "tonemap=tonemap=hable:desat=0", $"zscale=t=bt709:m=bt709:r={StudioRange}:d=error_diffusion", "format=yuv444p10le",
        ];

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}

using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Encoding.Functions.Avc;

/// <summary>A resolved AVC recipe as options of libx264. Pure.</summary>
internal static class AvcArguments
{
    // Key frames only where they are forced, closed; I frames at cuts stay, as non-IDR. "stitchable" keeps what rate
    // control would otherwise tune in the picture parameter set, so that chunks share one.
    private const string Structure = "keyint=infinite:min-keyint=infinite:open-gop=0:stitchable=1";

    public static IEnumerable<string> For(Recipe recipe) =>
    [
        "-c:v", "libx264",
        "-preset", recipe.Preset,
        "-profile:v", recipe.Codec.Profile,
        "-level:v", recipe.Codec.Level,
        "-threads", Number(recipe.Threads),
        .. Rate(recipe.Rate),
        "-x264-params", Structure,
    ];

    private static string[] Rate(RateControl rate)
    {
        string[] mode = rate.ModeCase switch
        {
            RateControl.ModeOneofCase.Crf => ["-crf", rate.Crf.ToString(CultureInfo.InvariantCulture)],
            RateControl.ModeOneofCase.Bitrate => ["-b:v", Number(rate.Bitrate)],
            RateControl.ModeOneofCase.Lossless => ["-qp", "0"],
            _ => throw new ArgumentException("A resolved recipe has a rate control.", nameof(rate)),
        };
        return rate.Maxrate > 0 ? [.. mode, "-maxrate", Number(rate.Maxrate), "-bufsize", Number(rate.Buffer)] : mode;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

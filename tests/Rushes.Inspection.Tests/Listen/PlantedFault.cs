using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>A fault of a known kind, at a place and of a strength that are drawn.</summary>
/// <param name="Code">Of the finding that it is to give.</param>
/// <param name="Filter">That makes it from a clean excerpt in stereo.</param>
/// <param name="From">Seconds.</param>
/// <param name="To">Seconds.</param>
internal sealed record PlantedFault(string Code, string Filter, double From, double To)
{
    private const double Whole = SoundExcerpts.Seconds;

    /// <summary>Of six channels as SMPTE orders them, the fourth without treble.</summary>
    public const string Surround =
        "pan=5.1|FL=FL|FR=FR|FC=0.5*FL+0.5*FR|LFE=0.5*FL+0.5*FR|BL=0.5*FL|BR=0.5*FR,lowpass=f=80:channels=LFE,lowpass=f=80:channels=LFE,lowpass=f=80:channels=LFE";

    public string Extension { get; init; } = "wav";

    public string Layout { get; init; } = "stereo";

    public static readonly IReadOnlyList<string> Kinds =
    [
        "audio.silence", "audio.silent_channel", "audio.clipping", "audio.clicks", "audio.dropout", "audio.inverted", "audio.dual_mono",
        "audio.swapped_channels", "audio.lfe", "audio.dc_offset", "audio.gap",
    ];

    /// <summary>Into each excerpt: where a fault is decides as much as what it is, so one place tells little.</summary>
    public static int Draws(string code) => code is "audio.silent_channel" or "audio.dual_mono" or "audio.swapped_channels" or "audio.lfe" ? 1 : 4;

    /// <param name="code">One of <see cref="Kinds"/>.</param>
    /// <param name="clean">What is heard of the excerpt before.</param>
    /// <param name="random">Draws place and strength.</param>
    public static PlantedFault Draw(string code, SoundReport clean, Random random)
    {
        var at = Sounding(clean, random);
        switch (code)
        {
            case "audio.silence":
                var length = 2.2 + random.NextDouble();
                var from = 1 + (random.NextDouble() * 1.5);
                return new(code, Text($"volume=0:enable='between(t,{from:0.000},{from + length:0.000})'"), from, from + length);
            case "audio.silent_channel":
                return new(code, "pan=stereo|c0=c0|c1=0*c1", 0, Whole);
            case "audio.clipping":
                return new(code, Text($"volume={(random.NextDouble() * 6) + 4 - clean.Channels.Max(channel => channel.Peak):0.00}dB"), 0, Whole);
            case "audio.clicks":
                var strength = 0.4 + (0.5 * random.NextDouble());
                var sample = (long)(at * Rate(clean));
                return new(code, Text($"aeval=exprs='val(0)+{strength:0.000}*eq(n,{sample})|val(1)+{strength:0.000}*eq(n,{sample})':c=same"), at, at);
            case "audio.dropout":
                var gone = 0.006 * Math.Pow(60, random.NextDouble());
                return new(code, Text($"aeval=exprs='val(0)*(1-between(t,{at:0.0000},{at + gone:0.0000}))|val(1)*(1-between(t,{at:0.0000},{at + gone:0.0000}))':c=same"), at, at + gone);
            case "audio.inverted":
                var width = 0.3 * random.NextDouble();
                return new(code, Text($"pan=stereo|c0={0.5 + width:0.00}*c0+{0.5 - width:0.00}*c1|c1=-{0.5 - width:0.00}*c0-{0.5 + width:0.00}*c1"), 0, Whole);
            case "audio.dual_mono":
                return new(code, "pan=stereo|c0=0.5*c0+0.5*c1|c1=0.5*c0+0.5*c1", 0, Whole);
            case "audio.swapped_channels":
                return new(code, Surround + ",pan=5.1|c0=c0|c1=c2|c2=c1|c3=c4|c4=c5|c5=c3", 0, Whole) { Layout = "5.1" };
            case "audio.lfe":
                return new(code, "pan=5.1|FL=FL|FR=FR|FC=0.5*FL+0.5*FR|LFE=0.5*FL|BL=0.5*FL|BR=0.5*FR", 0, Whole) { Layout = "5.1" };
            case "audio.dc_offset":
                // Quieter before, so that nothing is cut off.
                return new(code, Text($"volume=0.9,dcshift=shift={(0.008 + (0.06 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1):0.0000}"), 0, Whole);
            case "audio.gap":
                var jump = 0.06 + random.NextDouble();
                return new(code, Text($"asetpts='PTS+gte(T,{at:0.000})*{jump:0.000}/TB'"), at, at + jump) { Extension = "nut" };
            default:
                throw new ArgumentOutOfRangeException(nameof(code), code, "No such fault is planted.");
        }
    }

    // Somewhere where there is sound for half a second on both sides.
    private static double Sounding(SoundReport clean, Random random)
    {
        var loud = clean.Series.Momentary;
        var places = Enumerable.Range(10, Math.Max(1, loud.Count - 20)).Where(point => loud.Skip(point - 5).Take(12).All(loudness => loudness > -45)).ToArray();
        return ((places.Length == 0 ? loud.Count / 2 : places[random.Next(places.Length)]) / 10.0) - 0.2 + (0.1 * random.NextDouble());
    }

    private static long Rate(SoundReport clean) => clean.Duration.Denominator;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

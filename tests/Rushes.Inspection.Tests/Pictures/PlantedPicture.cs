using System.Globalization;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>A fault and how FFmpeg plants it into an excerpt of 280 frames at 25 a second.</summary>
/// <param name="Code">Of the finding that it should give.</param>
/// <param name="Filter">From the excerpt to the faulty picture.</param>
/// <param name="From">The first frame of the fault.</param>
/// <param name="To">Behind the last.</param>
internal sealed record PlantedPicture(string Code, string Filter, int From, int To)
{
    private static readonly string[] Bars = ["smptebars", "smptehdbars", "pal75bars", "pal100bars"];
    private static readonly string[] Fields = ["interleave_top", "interleave_bottom"];

    /// <summary>What is planted into a shot.</summary>
    public static IReadOnlyList<string> OfShots { get; } =
    [
        "picture.dropout", "picture.black", "picture.frozen", "picture.repeated", "picture.dropped", "picture.bars", "picture.slate", "picture.letterbox", "picture.combed",
        "picture.field_order", "picture.telecine", "picture.cadence", "picture.blended", "source.gap",
    ];

    /// <summary>What is planted into a film of several: in a shot without anything dark or bright nothing tells them.</summary>
    public static IReadOnlyList<string> OfFilms { get; } = ["picture.range", "picture.transfer"];

    /// <summary>Planted into shots as well: the rate converted by leaving frames out, another face of the same finding.</summary>
    public const string LeftOut = "picture.cadence, frames left out";

    /// <summary>Under which it is counted.</summary>
    public string Kind { get; private init; } = Code;

    /// <summary>Frames that it has more than the excerpt.</summary>
    public int Inserted { get; private init; }

    /// <summary>Of the encoder, besides its quality.</summary>
    public IReadOnlyList<string> Coding { get; private init; } = ["-pix_fmt", "yuv420p"];

    /// <summary>Where a frame of the excerpt is then.</summary>
    public int Moved(int frame) => frame >= From ? frame + Inserted : frame;

    /// <summary>Places that are drawn for a fault until it is given up.</summary>
    private const int MostDraws = 40;

    /// <summary>Drawn again until something moves there; null: no one could tell such a fault, there or anywhere in the excerpt.</summary>
    /// <param name="code">Of <see cref="OfShots"/>.</param>
    /// <param name="excerpt">Into which it is planted.</param>
    /// <param name="random">Draws.</param>
    /// <param name="unfit">Counts places that were not taken.</param>
    public static PlantedPicture? Draw(string code, PictureExcerpt excerpt, Random random, ref int unfit)
    {
        for (var draw = 0; draw < MostDraws && IsToldIn(code, excerpt); draw++)
        {
            var planted = Draw(code, random);
            if (code switch { "picture.repeated" => excerpt.MovesAt(planted.From), "picture.dropped" => excerpt.MovesEvenlyAt(planted.From), _ => true })
            {
                return planted;
            }

            unfit++;
        }

        return null;
    }

    // Fields of two moments and a rate that was converted are in what moves alone, and where edges are black bars have no end.
    private static bool IsToldIn(string code, PictureExcerpt excerpt) => code switch
    {
        "picture.combed" or "picture.telecine" or "picture.cadence" or "picture.blended" or LeftOut => excerpt.Moves,
        "picture.letterbox" => excerpt.HasEdges,
        _ => true,
    };

    public static PlantedPicture Draw(string code, Random random)
    {
        var at = code is "picture.repeated" or "picture.dropped" ? random.Next(20, PictureExcerpts.Frames - 20) : random.Next(40, 100);
        var length = random.Next(1, 9);
        return code switch
        {
            "picture.dropout" => new(code, $"drawbox=c=black:t=fill:enable='between(n,{at},{at + length - 1})'", at, at + length),
            "picture.black" => new(code, $"drawbox=c=black:t=fill:enable='lt(n,{at})'", 0, at),
            // The filter counts frames from 1.
            "picture.frozen" => new(code, Invariant($"loop=loop={at + 20}:size=1:start={at}"), at - 1, (2 * at) + 20) { Inserted = at + 20 },
            "picture.repeated" => new(code, Invariant($"loop=loop={1 + (length / 3)}:size=1:start={at}"), at, at + 1 + (length / 3)) { Inserted = 1 + (length / 3) },
            "picture.dropped" => new(code, Invariant($"select=not(eq(n\\,{at})),setpts=N/(25*TB)"), at, at + 1),
            "picture.bars" => new(code, Invariant($"[with];{Bars[random.Next(Bars.Length)]}=s=640x360:r=25:d={1 + (length / 4)},setsar=1,format=yuv420p[before];[before][with]concat"), 0, 25 * (1 + (length / 4))) { Inserted = 25 * (1 + (length / 4)) },
            "picture.slate" => new(code, Invariant($"split[film][card];[card]select=eq(n\\,200),loop=loop={at}:size=1,setpts=N/(25*TB),lutyuv=y=251-val,hflip[slate];[slate][film]concat"), 0, at + 1) { Inserted = at + 1 },
            "picture.letterbox" => new(code, Invariant($"scale=640:{360 - (16 * length)},pad=640:360:0:{8 * length}"), 0, 280),
            "picture.combed" => new(code, $"setpts=N/(50*TB),tinterlace={Fields[random.Next(2)]},setfield=prog", 0, 140),
            "picture.field_order" => new(code, "setpts=N/(50*TB),tinterlace=interleave_bottom,setfield=tff", 0, 140) { Coding = ["-pix_fmt", "yuv420p", "-flags", "+ilme+ildct", "-x264-params", "tff=1"] },
            "picture.telecine" => new(code, Invariant($"setpts=N/(24*TB),fps=24,telecine=pattern={(random.Next(2) == 0 ? "23" : "32")},setfield=prog"), 0, 350),
            "picture.cadence" => new(code, $"settb=1/{(length < 3 ? "1000" : "24000")},setpts=N/({(length < 5 ? "24" : length < 7 ? "15" : "20")}*TB),fps=30", 0, 300),
            LeftOut => new("picture.cadence", Invariant($"select=mod(n+{length}\\,{(length < 3 ? 5 : length < 6 ? 6 : 25)}),setpts=N/(25*TB)"), 0, 210) { Kind = LeftOut },
            "picture.blended" => new(code, $"settb=1/24000,setpts=N*1000,fps=24,framerate={(length < 5 ? "30" : "50")}:interp_start=0:interp_end=255:scene=100", 0, 280),
            "picture.range" => new(code, "scale=out_range=pc,setparams=range=tv", 0, 280) { Coding = ["-pix_fmt", "yuv420p", "-color_range", "tv"] },
            "picture.transfer" => new(code, "format=yuv420p10le,setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc", 0, 280)
            {
                Coding = ["-pix_fmt", "yuv420p10le", "-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"],
            },
            "source.gap" => new(code, Invariant($"setpts=(N+gte(N\\,{at})*{length})/(25*TB)"), at - 1, at),
            _ => throw new ArgumentException("There is no such fault.", nameof(code)),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The ladders that need no file. A fresh copy each time: messages are mutable.</summary>
public static class StandardLadder
{
    private const int SegmentMs = 6_000;

    /// <summary>Higher than any source, which then keeps its own size.</summary>
    private const int SourceHeight = 16_384;

    /// <summary>Capped CRF in H.264, 240p to 1080p, segments of 6 s.</summary>
    public static Ladder Avc => Of(CodecNames.Avc);

    /// <param name="codec">One of <see cref="CodecNames.All"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public static Ladder Of(string codec)
    {
        var known = LadderCodecs.Find(codec) ?? throw new ArgumentException($"'{codec}' is no codec.", nameof(codec));
        var ladder = new Ladder { Codec = known.Format, SegmentMs = SegmentMs };
        ladder.Rungs.AddRange(known.Format switch
        {
            CodecFormat.Avc => Capped("medium", 21, (240, 400), (360, 800), (480, 1_400), (720, 3_000), (1080, 6_000)),
            CodecFormat.Hevc => Capped("medium", 23, (240, 260), (360, 520), (480, 900), (720, 2_000), (1080, 4_000), (1440, 7_000), (2160, 14_000)),
            CodecFormat.Av1 => Capped("8", 32, (240, 220), (360, 430), (480, 750), (720, 1_600), (1080, 3_200), (1440, 5_600), (2160, 11_000)),
            CodecFormat.Vp9 => Capped("2", 33, (240, 260), (360, 520), (480, 900), (720, 2_000), (1080, 4_000), (1440, 7_000), (2160, 14_000)),
            CodecFormat.Mpeg2 => [new Rung { Name = "source", Height = SourceHeight, Rate = new RateControl { Crf = 3 } }],
            CodecFormat.H263 => [Picture("144p", 176, 144), Picture("288p", 352, 288)],
            _ => [new Rung { Name = "source", Height = SourceHeight, Rate = new RateControl(), Profile = known.Profile }],
        });
        return ladder;
    }

    private static IEnumerable<Rung> Capped(string preset, double crf, params (int Height, int Kilobits)[] rungs) => rungs.Select(rung => new Rung
    {
        Name = $"{rung.Height}p",
        Height = rung.Height,
        Preset = preset,
        Rate = new RateControl { Crf = crf, Maxrate = rung.Kilobits * 1_000L, Buffer = rung.Kilobits * 2_000L },
    });

    private static Rung Picture(string name, int width, int height) => new() { Name = name, Width = width, Height = height, Rate = new RateControl { Crf = 4 } };
}

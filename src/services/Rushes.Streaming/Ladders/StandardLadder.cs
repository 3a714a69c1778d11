using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The ladders that need no file.</summary>
public static class StandardLadder
{
    /// <summary>Capped CRF in H.264, 240p to 1080p, segments of 6 s. A fresh copy each time: messages are mutable.</summary>
    public static Ladder Avc => new()
    {
        Codec = CodecFormat.Avc,
        SegmentMs = 6_000,
        Rungs =
        {
            AvcRung("240p", 240, 400_000),
            AvcRung("360p", 360, 800_000),
            AvcRung("480p", 480, 1_400_000),
            AvcRung("720p", 720, 3_000_000),
            AvcRung("1080p", 1080, 6_000_000),
        },
    };

    private static Rung AvcRung(string name, int height, long maxrate) => new()
    {
        Name = name,
        Height = height,
        Preset = "medium",
        Rate = new RateControl { Crf = 21, Maxrate = maxrate, Buffer = 2 * maxrate },
    };
}

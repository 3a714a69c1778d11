namespace Rushes.Media.Bitstreams.Levels;

/// <summary>Rec. ITU-T H.262 Tables 8-11 (picture), 8-12 (luminance sample rate), 8-13 (bit rate) and 8-14 (buffer).</summary>
public static class Mpeg2Levels
{
    /// <summary>profile of the 4:2:2 profile, which is told by the escape bit.</summary>
    internal const int Yuv422Profile = 0x85;

    private const int High = 1;

    private static readonly Row[] MainRows =
    [
        new("low", 352, 288, 30, 3_041_280, 4_000_000, 475_136),
        new("main", 720, 576, 30, 10_368_000, 15_000_000, 1_835_008),
        new("high-1440", 1_440, 1_152, 60, 47_001_600, 60_000_000, 7_340_032),
        new("high", 1_920, 1_152, 60, 62_668_800, 80_000_000, 9_781_248),
    ];

    private static readonly Row[] HighRows =
    [
        new("main", 720, 576, 30, 14_745_600, 20_000_000, 2_441_216),
        new("high-1440", 1_440, 1_152, 60, 62_668_800, 80_000_000, 9_781_248),
        new("high", 1_920, 1_152, 60, 83_558_400, 100_000_000, 12_222_464),
    ];

    private static readonly Row[] Yuv422Rows =
    [
        new("main", 720, 608, 30, 11_059_200, 50_000_000, 9_437_184),
        new("high", 1_920, 1_152, 60, 62_668_800, 300_000_000, 47_185_920),
    ];

    /// <summary>Of the profile Main, which is what a stream of 4:2:0 has.</summary>
    public static LevelTable Main { get; } = OfProfile(4);

    /// <param name="profile">Of profile_and_level_indication, bits 6 to 4; 0x85 for the 4:2:2 profile.</param>
    internal static LevelTable OfProfile(int profile)
    {
        var rows = profile switch { High => HighRows, Yuv422Profile => Yuv422Rows, _ => MainRows };
        return new LevelTable([.. rows.Select(row => row.ToLevel())]);
    }

    private sealed record Row(string Name, int Width, int Height, int FrameRate, long SampleRate, long BitRate, long Buffer)
    {
        public CodingLevel ToLevel() => new(
            Name, LevelTier.Main, BitRate, Buffer,
            new("samples/line", "H.262 Table 8-11", Width, demand => demand.Width),
            new("lines/frame", "H.262 Table 8-11", Height, demand => demand.Height),
            new("frames/s", "H.262 Table 8-11", FrameRate, demand => demand.FramesPerSecond),
            new("luminance sample rate", "H.262 Table 8-12", SampleRate, demand => demand.SampleRate),
            new("bit rate", "H.262 Table 8-13", BitRate, demand => demand.BitRate),
            new("VBV buffer size", "H.262 Table 8-14", Buffer, demand => demand.BufferBits));
    }
}

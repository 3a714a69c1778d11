namespace Rushes.Media.Bitstreams.Levels;

/// <summary>Rec. ITU-T H.264 Tables .</summary>
public static class AvcLevels
{
    private const int MacroblockSize = 16;

    // Name, MaxMBPS, MaxFS (macroblocks), MaxDpbMbs, MaxBR and MaxCPB (units of cpbBrVclFactor bits).
    private static readonly Row[] TableA1 =
    [
        new("1.0", 1_485, 99, 396, 64, 175),
        new("1b", 1_485, 99, 396, 128, 350),
        new("1.1", 3_000, 396, 900, 192, 500),
        new("1.2", 6_000, 396, 2_376, 384, 1_000),
        new("1.3", 11_880, 396, 2_376, 768, 2_000),
        new("2.0", 11_880, 396, 2_376, 2_000, 2_000),
        new("2.1", 19_800, 792, 4_752, 4_000, 4_000),
        new("2.2", 20_250, 1_620, 8_100, 4_000, 4_000),
        new("3.0", 40_500, 1_620, 8_100, 10_000, 10_000),
        new("3.1", 108_000, 3_600, 18_000, 14_000, 14_000),
        new("3.2", 216_000, 5_120, 20_480, 20_000, 20_000),
        new("4.0", 245_760, 8_192, 32_768, 20_000, 25_000),
        new("4.1", 245_760, 8_192, 32_768, 50_000, 62_500),
        new("4.2", 522_240, 8_704, 34_816, 50_000, 62_500),
        new("5.0", 589_824, 22_080, 110_400, 135_000, 135_000),
        new("5.1", 983_040, 36_864, 184_320, 240_000, 240_000),
        new("5.2", 2_073_600, 36_864, 184_320, 240_000, 240_000),
        new("6.0", 4_177_920, 139_264, 696_320, 240_000, 240_000),
        new("6.1", 8_355_840, 139_264, 696_320, 480_000, 480_000),
        new("6.2", 16_711_680, 139_264, 696_320, 800_000, 800_000),
    ];

    /// <param name="profile">profile_idc; one that is not known counts as the least that any has.</param>
    public static LevelTable OfProfile(int profile)
    {
        var factor = VclFactor(profile);
        return new LevelTable([.. TableA1.Select(row => row.ToLevel(factor))]);
    }

    /// <summary>The level that level_idc and constraint_set3_flag say (§7.4.2.1.1); null for none of Table A-1.</summary>
    /// <param name="table">Of the profile.</param>
    /// <param name="profile">profile_idc.</param>
    /// <param name="levelIndex">level_idc.</param>
    /// <param name="constraints">The byte between profile_idc and level_idc.</param>
    internal static CodingLevel? Find(this LevelTable table, int profile, int levelIndex, int constraints)
    {
        const int ConstraintSet3 = 0x10;
        var isLevel1b = levelIndex == 9 || (levelIndex == 11 && profile is 66 or 77 or 88 && (constraints & ConstraintSet3) != 0);
        return table.Find(isLevel1b ? "1b" : $"{levelIndex / 10}.{levelIndex % 10}");
    }

    // cpbBrVclFactor of Table A-2.
    private static int VclFactor(int profile) => profile switch
    {
        100 => 1_250, // High
        110 => 3_000, // High 10
        122 or 244 or 44 => 4_000, // High 4:2:2, High 4:4:4 Predictive, CAVLC 4:4:4 Intra
        _ => 1_000,
    };

    private static double Blocks(int samples) => (samples + MacroblockSize - 1) / MacroblockSize;

    private static double Area(StreamDemand demand) => Blocks(demand.Width) * Blocks(demand.Height);

    private sealed record Row(string Name, int MacroblockRate, int FrameSize, int PictureBuffer, int Rate, int Buffer)
    {
        public CodingLevel ToLevel(int factor)
        {
            var (bitRate, buffer) = ((long)Rate * factor, (long)Buffer * factor);
            var longestSide = Math.Floor(Math.Sqrt(8.0 * FrameSize));
            return new CodingLevel(
                Name, LevelTier.Main, bitRate, buffer,
                new("MaxMBPS", "H.264 A.3.1 a", MacroblockRate, demand => Area(demand) * demand.FramesPerSecond),
                new("MaxFS", "H.264 A.3.1 d", FrameSize, Area),
                new("PicWidthInMbs", "H.264 A.3.1 e", longestSide, demand => Blocks(demand.Width)),
                new("FrameHeightInMbs", "H.264 A.3.1 f", longestSide, demand => Blocks(demand.Height)),
                new("MaxDpbMbs", "H.264 A.3.1 h", PictureBuffer, demand => Area(demand) * demand.Pictures),
                new("MaxDpbFrames", "H.264 A.3.1 h", 16, demand => demand.Pictures),
                new("MaxBR", "H.264 A.3.1 j", bitRate, demand => demand.BitRate),
                new("MaxCPB", "H.264 A.3.1 j", buffer, demand => demand.BufferBits));
        }
    }
}

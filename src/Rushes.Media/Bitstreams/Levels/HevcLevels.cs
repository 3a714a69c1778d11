namespace Rushes.Media.Bitstreams.Levels;

/// <summary>Rec. ITU-T H.265 Tables A.8 and A.9.</summary>
public static class HevcLevels
{
    private const int UsualPictures = 6; // maxDpbPicBuf
    private const int MostPictures = 16;
    private const int MostPicturesPerSecond = 300;

    // Name, MaxLumaPs, MaxLumaSr, MaxBR and, of levels without a high tier 0, that of the high tier (units of CpbVclFactor bits; but for
    // the first level MaxCPB is the same number), slice segments, tile rows, tile columns.
    private static readonly Row[] Rows =
    [
        new("1.0", 36_864, 552_960, 128, 0, 16, 1, 1),
        new("2.0", 122_880, 3_686_400, 1_500, 0, 16, 1, 1),
        new("2.1", 245_760, 7_372_800, 3_000, 0, 20, 1, 1),
        new("3.0", 552_960, 16_588_800, 6_000, 0, 30, 2, 2),
        new("3.1", 983_040, 33_177_600, 10_000, 0, 40, 3, 3),
        new("4.0", 2_228_224, 66_846_720, 12_000, 30_000, 75, 5, 5),
        new("4.1", 2_228_224, 133_693_440, 20_000, 50_000, 75, 5, 5),
        new("5.0", 8_912_896, 267_386_880, 25_000, 100_000, 200, 11, 10),
        new("5.1", 8_912_896, 534_773_760, 40_000, 160_000, 200, 11, 10),
        new("5.2", 8_912_896, 1_069_547_520, 60_000, 240_000, 200, 11, 10),
        new("6.0", 35_651_584, 1_069_547_520, 60_000, 240_000, 600, 22, 20),
        new("6.1", 35_651_584, 2_139_095_040, 120_000, 480_000, 600, 22, 20),
        new("6.2", 35_651_584, 4_278_190_080, 240_000, 800_000, 600, 22, 20),
    ];

    /// <summary>Of the profiles Main and Main 10.</summary>
    public static LevelTable Main { get; } = WithFactor(1_000);

    /// <summary>Of the profile that such samples take: Main, Main 10, or one of the format range extensions.</summary>
    internal static LevelTable OfFormat(ChromaFormat chroma, int bits) =>
        VclFactor(chroma, bits) is not 1_000 and var factor ? WithFactor(factor) : Main;

    // CpbVclFactor of Table A.10.
    private static int VclFactor(ChromaFormat chroma, int bits) => (chroma, bits) switch
    {
        (ChromaFormat.Yuv420 or ChromaFormat.Monochrome, <= 10) => 1_000,
        (ChromaFormat.Yuv420 or ChromaFormat.Monochrome, <= 12) => 1_500,
        (ChromaFormat.Yuv422, <= 10) => 1_667,
        (ChromaFormat.Yuv422, <= 12) => 2_000,
        (ChromaFormat.Yuv444, <= 8) => 2_000,
        (ChromaFormat.Yuv444, <= 10) => 2_500,
        (ChromaFormat.Yuv444, <= 12) => 3_000,
        _ => 6_000,
    };

    private static LevelTable WithFactor(int factor) => new([.. Rows.SelectMany(row => row.ToLevels(factor))]);

    // MaxDpbSize: smaller pictures than the level's largest may be more.
    private static double MostPicturesOf(StreamDemand demand, int pictureSize) =>
        demand.Area <= pictureSize >> 2 ? MostPictures
        : demand.Area <= pictureSize >> 1 ? UsualPictures * 2
        : demand.Area <= (3L * pictureSize) >> 2 ? UsualPictures * 4 / 3
        : UsualPictures;

    private sealed record Row(
        string Name, int PictureSize, long SampleRate, int MainRate, int HighRate, int Segments, int TileRows, int TileColumns)
    {
        public IEnumerable<CodingLevel> ToLevels(int factor)
        {
            yield return ToLevel(LevelTier.Main, (long)MainRate * factor, (long)(Name == "1.0" ? 350 : MainRate) * factor);
            if (HighRate > 0)
            {
                yield return ToLevel(LevelTier.High, (long)HighRate * factor, (long)HighRate * factor);
            }
        }

        private CodingLevel ToLevel(LevelTier tier, long bitRate, long buffer)
        {
            var longestSide = Math.Floor(Math.Sqrt(8.0 * PictureSize));
            return new CodingLevel(
                Name, tier, bitRate, buffer,
                new("MaxLumaPs", "H.265 A.4.1 a", PictureSize, demand => demand.Area),
                new("pic_width_in_luma_samples", "H.265 A.4.1 b", longestSide, demand => demand.Width),
                new("pic_height_in_luma_samples", "H.265 A.4.1 c", longestSide, demand => demand.Height),
                new("MaxDpbSize", "H.265 A.4.1 d", demand => MostPicturesOf(demand, PictureSize), demand => demand.Pictures),
                new("MaxSliceSegmentsPerPicture", "H.265 A.4.1", Segments, demand => demand.Slices),
                new("MaxTileRows", "H.265 A.4.1", TileRows, demand => demand.TileRows),
                new("MaxTileCols", "H.265 A.4.1", TileColumns, demand => demand.TileColumns),
                new("MaxLumaSr", "H.265 A.4.2 a", SampleRate, demand => demand.SampleRate),
                new("1/fR", "H.265 A.4.2 a", MostPicturesPerSecond, demand => demand.FramesPerSecond),
                new("MaxBR", "H.265 A.4.2", bitRate, demand => demand.BitRate),
                new("MaxCPB", "H.265 A.4.1", buffer, demand => demand.BufferBits));
        }
    }
}

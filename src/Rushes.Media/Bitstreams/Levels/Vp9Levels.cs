namespace Rushes.Media.Bitstreams.Levels;

/// <summary>"VP9 Levels and Decoder Testing" of the WebM project. There is one table for all profiles, and no tiers.</summary>
public static class Vp9Levels
{
    private const string Clause = "VP9 levels";

    // Name, max luma sample rate, max luma picture size, max width and height, max bit rate and max CPB size (1000 bits), max column tiles.
    private static readonly Row[] Rows =
    [
        new("1.0", 829_440, 36_864, 512, 200, 400, 1),
        new("1.1", 2_764_800, 73_728, 768, 800, 1_000, 1),
        new("2.0", 4_608_000, 122_880, 960, 1_800, 1_500, 1),
        new("2.1", 9_216_000, 245_760, 1_344, 3_600, 2_800, 2),
        new("3.0", 20_736_000, 552_960, 2_048, 7_200, 6_000, 4),
        new("3.1", 36_864_000, 983_040, 2_752, 12_000, 10_000, 4),
        new("4.0", 83_558_400, 2_228_224, 4_160, 18_000, 16_000, 4),
        new("4.1", 160_432_128, 2_228_224, 4_160, 30_000, 18_000, 4),
        new("5.0", 311_951_360, 8_912_896, 8_384, 60_000, 36_000, 8),
        new("5.1", 588_251_136, 8_912_896, 8_384, 120_000, 46_000, 8),
        new("5.2", 1_176_502_272, 8_912_896, 8_384, 180_000, 90_000, 8),
        new("6.0", 1_176_502_272, 35_651_584, 16_832, 180_000, 90_000, 16),
        new("6.1", 2_353_004_544, 35_651_584, 16_832, 240_000, 180_000, 16),
        new("6.2", 4_706_009_088, 35_651_584, 16_832, 480_000, 360_000, 16),
    ];

    public static LevelTable All { get; } = new([.. Rows.Select(row => row.ToLevel())]);

    private sealed record Row(string Name, long SampleRate, int Area, int Side, int Rate, int Buffer, int TileColumns)
    {
        public CodingLevel ToLevel() => new(
            Name, LevelTier.Main, Rate * 1_000L, Buffer * 1_000L,
            new("max luma sample rate", Clause, SampleRate, demand => demand.DecodedSampleRate),
            new("max luma picture size", Clause, Area, demand => demand.Area),
            new("max luma picture width", Clause, Side, demand => demand.Width),
            new("max luma picture height", Clause, Side, demand => demand.Height),
            new("max bitrate", Clause, Rate * 1_000L, demand => demand.BitRate),
            new("max CPB size", Clause, Buffer * 1_000L, demand => demand.BufferBits),
            new("max column tiles", Clause, TileColumns, demand => demand.TileColumns));
    }
}

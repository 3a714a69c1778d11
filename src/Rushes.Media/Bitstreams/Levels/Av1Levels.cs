using System.Globalization;

namespace Rushes.Media.Bitstreams.Levels;

/// <summary>AV1 specification Annex A.3.</summary>
public static class Av1Levels
{
    /// <summary>seq_level_idx of a stream that no level binds.</summary>
    internal const int MaximumParameters = 31;

    private const string Clause = "AV1 A.3";

    // Name, MaxPicSize, MaxHSize, MaxVSize, MaxDisplayRate, MaxDecodeRate, MaxHeaderRate, MainMbps and HighMbps (in tenths; 0: there is
    // no high tier), MaxTiles, MaxTileCols.
    private static readonly Row[] Rows =
    [
        new("2.0", 147_456, 2_048, 1_152, 4_423_680, 5_529_600, 150, 15, 0, 8, 4),
        new("2.1", 278_784, 2_816, 1_584, 8_363_520, 10_454_400, 150, 30, 0, 8, 4),
        new("3.0", 665_856, 4_352, 2_448, 19_975_680, 24_969_600, 150, 60, 0, 16, 6),
        new("3.1", 1_065_024, 5_504, 3_096, 31_950_720, 39_938_400, 150, 100, 0, 16, 6),
        new("4.0", 2_359_296, 6_144, 3_456, 70_778_880, 77_856_768, 300, 120, 300, 32, 8),
        new("4.1", 2_359_296, 6_144, 3_456, 141_557_760, 155_713_536, 300, 200, 500, 32, 8),
        new("5.0", 8_912_896, 8_192, 4_352, 267_386_880, 273_715_200, 300, 300, 1_000, 64, 8),
        new("5.1", 8_912_896, 8_192, 4_352, 534_773_760, 547_430_400, 300, 400, 1_600, 64, 8),
        new("5.2", 8_912_896, 8_192, 4_352, 1_069_547_520, 1_094_860_800, 300, 600, 2_400, 64, 8),
        new("5.3", 8_912_896, 8_192, 4_352, 1_069_547_520, 1_176_502_272, 300, 600, 2_400, 64, 8),
        new("6.0", 35_651_584, 16_384, 8_704, 1_069_547_520, 1_176_502_272, 300, 600, 2_400, 128, 16),
        new("6.1", 35_651_584, 16_384, 8_704, 2_139_095_040, 2_189_721_600, 300, 1_000, 4_800, 128, 16),
        new("6.2", 35_651_584, 16_384, 8_704, 4_278_190_080, 4_379_443_200, 300, 1_600, 8_000, 128, 16),
        new("6.3", 35_651_584, 16_384, 8_704, 4_278_190_080, 4_706_009_088, 300, 1_600, 8_000, 128, 16),
    ];

    /// <param name="profile">seq_profile: 0 Main, 1 High, 2 Professional.</param>
    public static LevelTable OfProfile(int profile) =>
        new([.. Rows.SelectMany(row => row.ToLevels(Math.Clamp(profile, 0, 2) + 1))]); // BitrateProfileFactor

    /// <summary>The name of a seq_level_idx: 4 is "3.0".</summary>
    internal static string NameOf(int index) =>
        index == MaximumParameters ? "maximum" : string.Create(CultureInfo.InvariantCulture, $"{2 + (index >> 2)}.{index & 3}");

    private sealed record Row(
        string Name, int Area, int Width, int Height, long DisplayRate, long DecodeRate, int HeaderRate, int MainRate, int HighRate, int Tiles, int TileColumns)
    {
        public IEnumerable<CodingLevel> ToLevels(int factor)
        {
            yield return ToLevel(LevelTier.Main, MainRate * 100_000L * factor);
            if (HighRate > 0)
            {
                yield return ToLevel(LevelTier.High, HighRate * 100_000L * factor);
            }
        }

        // MaxBufferSize is MaxBitrate for one second.
        private CodingLevel ToLevel(LevelTier tier, long bitRate) => new(
            Name, tier, bitRate, bitRate,
            new("MaxPicSize", Clause, Area, demand => demand.Area),
            new("MaxHSize", Clause, Width, demand => demand.Width),
            new("MaxVSize", Clause, Height, demand => demand.Height),
            new("MaxDisplayRate", Clause, DisplayRate, demand => demand.SampleRate),
            new("MaxDecodeRate", Clause, DecodeRate, demand => demand.DecodedSampleRate),
            new("MaxHeaderRate", Clause, HeaderRate, demand => demand.DecodesPerSecond),
            new("MaxTiles", Clause, Tiles, demand => demand.TileColumns * demand.TileRows),
            new("MaxTileCols", Clause, TileColumns, demand => demand.TileColumns),
            new("MaxBitrate", Clause, bitRate, demand => demand.BitRate),
            new("MaxBufferSize", Clause, bitRate, demand => demand.BufferBits));
    }
}

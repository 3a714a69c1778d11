namespace Rushes.Media.Bitstreams.Levels;

/// <summary>The levels of a codec for one of its profiles, from the lowest to the highest, the main tier of each before its high tier.</summary>
public sealed class LevelTable
{
    private readonly IReadOnlyList<CodingLevel> _levels;

    internal LevelTable(IReadOnlyList<CodingLevel> levels) => _levels = levels;

    /// <summary>Each once, whatever its tiers.</summary>
    public IEnumerable<string> Names => _levels.Select(level => level.Name).Distinct();

    public CodingLevel Highest => _levels[^1];

    /// <summary>Those of one tier.</summary>
    public LevelTable Of(LevelTier tier) => new([.. _levels.Where(level => level.Tier == tier)]);

    /// <summary>The lowest level that holds a stream; null where none does.</summary>
    public CodingLevel? Lowest(StreamDemand demand) => _levels.FirstOrDefault(level => !level.Exceeded(demand).Any());

    /// <summary>The level of that name; null where there is none.</summary>
    public CodingLevel? Find(string name, LevelTier tier = LevelTier.Main) =>
        _levels.FirstOrDefault(level => level.Name == name && level.Tier == tier);
}

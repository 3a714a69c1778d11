namespace Rushes.Media.Bitstreams.Levels;

/// <summary>The levels of a codec for one of its profiles, from the lowest to the highest, the main tier of each before its high tier.</summary>
public sealed class LevelTable
{
    private readonly IReadOnlyList<CodingLevel> _levels;

    internal LevelTable(IReadOnlyList<CodingLevel> levels) => _levels = levels;

    public CodingLevel Highest => _levels[^1];

    /// <summary>The lowest level that holds a stream; null where none does.</summary>
    /// <param name="demand">Of the stream.</param>
    /// <param name="tier">Only levels of this tier; null: of both.</param>
    public CodingLevel? Lowest(StreamDemand demand, LevelTier? tier = null) =>
        _levels.FirstOrDefault(level => (tier is null || level.Tier == tier) && !level.Exceeded(demand).Any());

    /// <summary>The level of that name; null where there is none.</summary>
    public CodingLevel? Find(string name, LevelTier tier = LevelTier.Main) =>
        _levels.FirstOrDefault(level => level.Name == name && level.Tier == tier);
}

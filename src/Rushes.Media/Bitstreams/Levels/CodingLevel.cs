namespace Rushes.Media.Bitstreams.Levels;

/// <summary>A level of a codec, in one of its tiers, for one profile.</summary>
public sealed class CodingLevel
{
    private readonly IReadOnlyList<LevelLimit> _limits;

    internal CodingLevel(string name, LevelTier tier, long maxBitRate, long maxBuffer, params IReadOnlyList<LevelLimit> limits)
    {
        Name = name;
        Tier = tier;
        MaxBitRate = maxBitRate;
        MaxBuffer = maxBuffer;
        _limits = limits;
    }

    /// <summary>"4.1"; "main", "high" for MPEG-2.</summary>
    public string Name { get; }

    public LevelTier Tier { get; }

    /// <summary>Bit/s.</summary>
    public long MaxBitRate { get; }

    /// <summary>Bits of the coded picture buffer.</summary>
    public long MaxBuffer { get; }

    /// <summary>Every limit that a stream exceeds.</summary>
    public IEnumerable<ExceededLimit> Exceeded(StreamDemand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return
            from limit in _limits
            let asked = limit.Asked(demand)
            let most = limit.Most(demand)
            where asked > most
            select new ExceededLimit(limit.Name, most, asked, limit.Clause);
    }
}

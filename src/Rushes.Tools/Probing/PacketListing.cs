using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Takes in the listing of packets and keeps their times, and the positions of the key packets.</summary>
internal sealed class PacketListing
{
    private readonly List<(long Position, long Time)> _keys = [];
    private readonly List<long?> _shown = [];

    internal long Count { get; private set; }

    /// <summary>Null: nothing was listed.</summary>
    internal Rational? TimeBase { get; private set; }

    /// <summary>In the order of the file, those that have a time; positions from 0.</summary>
    internal IReadOnlyList<(long Position, long Time)> Keys => _keys;

    internal void Read(string line)
    {
        if (!FrameCrcLine.TryReadPacket(line, out var packet))
        {
            TimeBase ??= FrameCrcLine.ReadHeader(line, "tb", '/');
            return;
        }
        if (packet is { IsKey: true, Time: { } time })
            _keys.Add((Count, time));
        if (!packet.IsHidden)
            _shown.Add(packet.Time);
        Count++;
    }

    /// <summary>Times of all packets that are shown, rising; null: some have none, or some have the same.</summary>
    internal long[]? FrameTimes()
    {
        long[] times = [.. _shown.OfType<long>().Order()];
        return times.Length > 0 && times.Length == _shown.Count && times.Zip(times.Skip(1)).All(pair => pair.First < pair.Second) ? times : null;
    }

    /// <summary>Key times, ascending. Listings of one stream share its time base; if ever they do not, no key is better than a wrong one.</summary>
    internal IReadOnlyList<long> KeyTimesIn(Rational timeBase) => timeBase.Equals(TimeBase) ? [.. _keys.Select(key => key.Time).Distinct().Order()] : [];
}

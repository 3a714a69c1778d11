using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Takes in the listing of packets and keeps the times and positions of the key packets.</summary>
internal sealed class PacketListing
{
    private readonly List<(long Position, long Time)> _keys = [];
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
        Count++;
    }

    /// <summary>Key times, ascending. Listings of one stream share its time base; if ever they do not, no key is better than a wrong one.</summary>
    internal IReadOnlyList<long> KeyTimesIn(Rational timeBase) => timeBase.Equals(TimeBase) ? [.. _keys.Select(key => key.Time).Distinct().Order()] : [];
}

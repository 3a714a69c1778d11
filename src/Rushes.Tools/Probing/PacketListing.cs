using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Takes in the listing of packets and keeps the times of the key packets.</summary>
internal sealed class PacketListing
{
    private readonly SortedSet<long> _keyTimes = [];
    private Rational? _timeBase;

    internal long Count { get; private set; }

    internal void Read(string line)
    {
        if (!FrameCrcLine.TryReadPacket(line, out var packet))
        {
            _timeBase ??= FrameCrcLine.ReadHeader(line, "tb", '/');
            return;
        }
        Count++;
        if (packet is { IsKey: true, Time: { } time })
            _keyTimes.Add(time);
    }

    /// <summary>Key times, ascending. Listings of one stream share its time base; if ever they do not, no key is better than a wrong one.</summary>
    internal IReadOnlyList<long> KeyTimesIn(Rational timeBase) => timeBase.Equals(_timeBase) ? [.. _keyTimes] : [];
}

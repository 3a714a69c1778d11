using System.Collections;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// The samples of a track in decode order. What the samples have in common is held once: a two-hour film takes a few
/// megabytes, a day of uncompressed sound a few hundred bytes. A sample is found in logarithmic time, the next one at once.
/// </summary>
public sealed class SampleTable : IEnumerable<Sample>
{
    private readonly SampleColumns _columns;
    private readonly MediaExtent _extent;

    internal SampleTable(SampleColumns columns, MediaExtent extent)
    {
        _columns = columns;
        _extent = extent;
    }

    public long Count => _columns.Count;

    /// <summary>Bytes of all samples.</summary>
    public long Size => _columns.Sizes.Total;

    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Sample this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var near = default(SampleSteps);
            return Read(index, ref near);
        }
    }

    /// <summary>In decode order, without an allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Sample> IEnumerable<Sample>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Sample Read(long index, ref SampleSteps near)
    {
        var (size, bytesBefore) = _columns.Sizes.At(index, ref near.Size);
        var (duration, time) = _columns.Durations.At(index, ref near.Duration);
        near.Place = _columns.Places.Find(index, near.Place);
        near.Composition = _columns.CompositionOffsets.Find(index, near.Composition);
        near.Key = _columns.Keys.Find(index, near.Key);
        var place = _columns.Places[near.Place];
        var offset = place.Shift + bytesBefore;
        return new Sample(
            offset,
            size,
            time,
            _columns.CompositionOffsets[near.Composition],
            duration,
            _columns.Keys[near.Key],
            place.Entry,
            _extent.Holds(offset, size, place.Entry));
    }

    /// <summary>Walks the samples.</summary>
    public struct Enumerator : IEnumerator<Sample>
    {
        private readonly SampleTable _table;
        private long _next;
        private SampleSteps _near;

        internal Enumerator(SampleTable table) => _table = table;

        public Sample Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next >= _table.Count)
            {
                return false;
            }

            Current = _table.Read(_next++, ref _near);
            return true;
        }

        public void Reset() => (_next, _near) = (0, default);

        public readonly void Dispose()
        {
        }
    }
}

namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// A value for each sample of a track, kept as the samples at which it changes: millions of equal values cost nothing.
/// Samples are counted in 32 bits, as the tables of a file count them.
/// </summary>
internal sealed class Steps<T>
    where T : struct, IEquatable<T>
{
    private uint[] _firsts;
    private T[] _values;

    /// <param name="capacity">Steps to expect; no more than the file has bytes for.</param>
    public Steps(int capacity = 0)
    {
        _firsts = new uint[capacity];
        _values = new T[capacity];
    }

    /// <summary>Samples.</summary>
    public long Count { get; private set; }

    public int StepCount { get; private set; }

    public T this[int step] => _values[step];

    /// <summary>The first sample of a step; behind the last step the number of samples.</summary>
    public long First(int step) => step < StepCount ? _firsts[step] : Count;

    /// <summary>The same value for so many more samples.</summary>
    public void Append(T value, long count)
    {
        if (count > 0 && (StepCount == 0 || !_values[StepCount - 1].Equals(value)))
        {
            AddStep(value);
        }

        Count += count;
    }

    /// <summary>The step of a sample that is there; quick when it is <paramref name="near"/> or the one behind.</summary>
    public int Find(long sample, int near)
    {
        if (near < StepCount && _firsts[near] <= sample)
        {
            if (sample < First(near + 1))
            {
                return near;
            }

            if (sample < First(near + 2))
            {
                return near + 1;
            }
        }

        var found = _firsts.AsSpan(0, StepCount).BinarySearch((uint)sample);
        return found >= 0 ? found : ~found - 1;
    }

    private void AddStep(T value)
    {
        if (StepCount == _firsts.Length)
        {
            var capacity = Math.Max(4, 2 * StepCount);
            Array.Resize(ref _firsts, capacity);
            Array.Resize(ref _values, capacity);
        }

        _firsts[StepCount] = (uint)Count;
        _values[StepCount++] = value;
    }
}

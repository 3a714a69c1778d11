using System.Runtime.InteropServices;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// A value for each sample and the sum of those before it: sizes add up to bytes, durations to decode times.
/// </summary>
internal sealed class Sums(int capacity = 0)
{
    /// <summary>No sum is higher, so that offsets and times can be added to it.</summary>
    public const long Limit = long.MaxValue / 4;

    private readonly Steps<Step> _steps = new(capacity);

    /// <summary>Samples.</summary>
    public long Count => _steps.Count;

    /// <summary>The sum behind the last sample.</summary>
    public long Total { get; private set; }

    /// <summary>The value of the last sample, or 0.</summary>
    public uint Last => _steps.StepCount == 0 ? 0 : _steps[_steps.StepCount - 1].Value;

    /// <summary>The same value for so many more samples; false, and nothing is added, when the sum would be absurd.</summary>
    public bool TryAppend(uint value, long count)
    {
        var total = Total + ((Int128)value * count);
        if (total > Limit)
        {
            return false;
        }

        _steps.Append(NextStep(value), count);
        Total = (long)total;
        return true;
    }

    /// <summary>The next sample has this sum before it, whatever came before; not negative, up to <see cref="Limit"/>.</summary>
    public void JumpTo(long total) => Total = total;

    /// <summary>The value of a sample and the sum before it.</summary>
    /// <param name="sample">One that is there.</param>
    /// <param name="near">The step where the last search ended.</param>
    public (uint Value, long Before) At(long sample, ref int near)
    {
        near = _steps.Find(sample, near);
        var step = _steps[near];
        return (step.Value, step.Before + ((sample - _steps.First(near)) * step.Value));
    }

    // The last step itself where it goes on, so that no new one starts.
    private Step NextStep(uint value)
    {
        var last = _steps.StepCount - 1;
        return last >= 0 && _steps[last] is var step && step.Value == value
            && step.Before + ((Count - _steps.First(last)) * value) == Total
                ? step
                : new Step(Total, value);
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Step(long Before, uint Value);
}

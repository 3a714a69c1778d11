namespace Rushes.Media.Conformance.Syntax;

/// <summary>Works out picture order counts from their low bits (8.2.1.1 of Rec. ITU-T H.264, 8.3.1 of H.265).</summary>
internal sealed class PictureOrder
{
    private int _previousLow;
    private long _previousHigh;

    public void Restart() => (_previousLow, _previousHigh) = (0, 0);

    /// <param name="low">Of the picture.</param>
    /// <param name="bits">That low has.</param>
    /// <param name="isAnchor">The next picture counts from this one.</param>
    public long Next(int low, int bits, bool isAnchor)
    {
        var most = 1 << bits;
        var high = low < _previousLow && _previousLow - low >= most / 2 ? _previousHigh + most
            : low > _previousLow && low - _previousLow > most / 2 ? _previousHigh - most
            : _previousHigh;
        if (isAnchor)
        {
            (_previousLow, _previousHigh) = (low, high);
        }

        return high + low;
    }
}

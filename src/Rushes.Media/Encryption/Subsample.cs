namespace Rushes.Media.Encryption;

/// <summary>Clear bytes and the protected bytes behind them (ISO/IEC 23001-7 §9.5).</summary>
/// <param name="ClearBytes">BytesOfClearData.</param>
/// <param name="ProtectedBytes">BytesOfProtectedData.</param>
internal readonly record struct Subsample(ushort ClearBytes, uint ProtectedBytes)
{
    /// <summary>As stored.</summary>
    public const int Size = 6;

    public long Length => (long)ClearBytes + ProtectedBytes;

    public static long TotalLength(ReadOnlySpan<Subsample> subsamples)
    {
        var length = 0L;
        foreach (var subsample in subsamples)
        {
            length += subsample.Length;
        }

        return length;
    }
}

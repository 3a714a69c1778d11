using System.Runtime.Intrinsics;

namespace Rushes.Media.Fingerprints;

/// <summary>
/// The fingerprint of a frame: its luma as a picture of 20 by 12 cells, each the mean of the samples that it covers, 0 for
/// black to 255 for white whatever the range of the samples. Scaling and coding hardly change it; one frame of motion does.
/// </summary>
public static class Fingerprint
{
    public const int Columns = 20;

    public const int Rows = 12;

    /// <summary>Bytes a frame, row by row.</summary>
    public const int Size = Columns * Rows;

    /// <summary>The greatest of cells.</summary>
    public static byte Largest(ReadOnlySpan<byte> cells)
    {
        byte largest = 0;
        foreach (var cell in cells)
        {
            largest = Math.Max(largest, cell);
        }

        return largest;
    }

    /// <summary>The standard deviation of cells, levels.</summary>
    public static float Contrast(ReadOnlySpan<byte> cells)
    {
        var (sum, squares) = (0L, 0L);
        foreach (var cell in cells)
        {
            sum += cell;
            squares += cell * cell;
        }

        var mean = sum / (float)cells.Length;
        return MathF.Sqrt(Math.Max(0, (squares / (float)cells.Length) - (mean * mean)));
    }

    /// <summary>The mean of the squared differences of two pictures: 0 for the same, 65025 for black and white.</summary>
    public static float Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(one.Length, Size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, Size);
        var sum = Vector128<uint>.Zero;
        for (var at = 0; at < Size; at += Vector128<byte>.Count)
        {
            var (a, b) = (Vector128.Create(one[at..]), Vector128.Create(other[at..]));
            var difference = Vector128.Max(a, b) - Vector128.Min(a, b);
            var (low, high) = Vector128.Widen(difference);
            // The square of a byte fits 16 bits.
            sum += AddHalves(low * low) + AddHalves(high * high);
        }

        return Vector128.Sum(sum) / (float)Size;
    }

    /// <summary>The mean of the differences of two pictures, levels.</summary>
    public static float MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(one.Length, Size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, Size);
        var sum = Vector128<ushort>.Zero;
        for (var at = 0; at < Size; at += Vector128<byte>.Count)
        {
            var (a, b) = (Vector128.Create(one[at..]), Vector128.Create(other[at..]));

            // Fifteen times two bytes fit 16 bits.
            sum += AddHalves(Vector128.Max(a, b) - Vector128.Min(a, b));
        }

        return Vector128.Sum(AddHalves(sum)) / (float)Size;
    }

    private static Vector128<ushort> AddHalves(Vector128<byte> values)
    {
        var (low, high) = Vector128.Widen(values);
        return low + high;
    }

    private static Vector128<uint> AddHalves(Vector128<ushort> values)
    {
        var (low, high) = Vector128.Widen(values);
        return low + high;
    }
}

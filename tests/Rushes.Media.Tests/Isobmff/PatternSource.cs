using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>Chunks whose bytes follow from their place.</summary>
internal sealed class PatternSource : ISampleSource
{
    public int Reads { get; private set; }

    public int LargestRead { get; private set; }

    public static byte[] Bytes(int chunk, long offset, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)((chunk * 31) + ((offset + i) * 7) + ((offset + i) >> 8)))];

    public ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        Reads++;
        LargestRead = Math.Max(LargestRead, destination.Length);
        Bytes(chunk, offset, destination.Length).CopyTo(destination);
        return ValueTask.CompletedTask;
    }
}

using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>Chunks of any size whose bytes follow from their place: one random block over and over, turned in each chunk. As fast as memory.</summary>
internal sealed class BlockSource : ISampleSource
{
    // A prime, so that no power of two hides a shift.
    private const int Period = 65_521;

    private static readonly byte[] Block = Make();

    /// <summary>The bytes of a place, at most so many as are wanted.</summary>
    public static ReadOnlySpan<byte> At(int chunk, long offset, int most)
    {
        var phase = (int)((offset + (chunk * 257L)) % Period);
        return Block.AsSpan(phase, Math.Min(most, Block.Length - phase));
    }

    public ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        for (var rest = destination.Span; rest.Length > 0;)
        {
            var part = At(chunk, offset, rest.Length);
            part.CopyTo(rest);
            rest = rest[part.Length..];
            offset += part.Length;
        }

        return ValueTask.CompletedTask;
    }

    private static byte[] Make()
    {
        var block = new byte[Period * 8];
        new Random(11).NextBytes(block.AsSpan(0, Period));
        for (var i = Period; i < block.Length; i += Period)
        {
            block.AsSpan(0, Period).CopyTo(block.AsSpan(i));
        }

        return block;
    }
}

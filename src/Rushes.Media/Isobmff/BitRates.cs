using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary><c>btrt</c>, ISO/IEC 14496-12 §8.5.2: bit/s of the samples alone, from the index.</summary>
/// <param name="LargestSample">Bytes: what a decoder must hold at once.</param>
/// <param name="Maximum">Over any second.</param>
/// <param name="Average">Over the whole track.</param>
internal readonly record struct BitRates(uint LargestSample, uint Maximum, uint Average)
{
    public const int BoxSize = 20;

    public static BitRates Of(FrameIndex index)
    {
        long total = 0, window = 0, most = 0;
        uint largest = 0;
        var from = 0;
        for (var i = 0; i < index.Count; i++)
        {
            window += index.Size(i);
            total += index.Size(i);
            largest = Math.Max(largest, (uint)index.Size(i));
            for (; index.DecodeTime(i) - index.DecodeTime(from) >= index.Timescale; from++)
            {
                window -= index.Size(from);
            }

            most = Math.Max(most, window);
        }

        var average = (UInt128)total * 8 * index.Timescale / (UInt128)index.TotalDuration;
        return new BitRates(largest, Clamp((UInt128)most * 8), Clamp(average));
    }

    public void Write(BoxWriter writer)
    {
        using var box = writer.Box("btrt"u8);
        writer.UInt32(LargestSample);
        writer.UInt32(Maximum);
        writer.UInt32(Average);
    }

    private static uint Clamp(UInt128 rate) => rate > uint.MaxValue ? uint.MaxValue : (uint)rate;
}

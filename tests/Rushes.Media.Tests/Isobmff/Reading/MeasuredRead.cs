using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Reads hostile bytes and holds the reader to its promises: one kind of exception, and no allocation by claim.</summary>
internal static class MeasuredRead
{
    // Columns take up to 16 bytes for four in a table, and grow by doubling where a fragment adds to them.
    private const int BytesPerByte = 16;
    private const int Fixed = 1 << 20;

    /// <summary>The file, all its samples passed; null when it is refused.</summary>
    public static async Task<MovieFile?> TryReadAsync(byte[] bytes)
    {
        // A memory stream never leaves the thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        MovieFile? file = null;
        try
        {
            file = await MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        }
        catch (MediaFormatException refused)
        {
            Assert.InRange(refused.Offset, 0, bytes.Length);
        }

        Pass(file, bytes.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (BytesPerByte * (long)bytes.Length) + Fixed);
        return file;
    }

    private static void Pass(MovieFile? file, long length)
    {
        foreach (var track in file?.Tracks ?? [])
        {
            var (count, missing, end) = (0L, 0L, 0L);
            foreach (var sample in track.Samples)
            {
                count++;
                missing += sample.IsPresent ? 0 : 1;
                end = Math.Max(end, sample.IsPresent ? sample.Offset + sample.Size : 0);
            }

            Assert.Equal((track.Samples.Count, track.MissingSamples), (count, missing));
            Assert.InRange(end, 0, length);
        }
    }
}

using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>The bytes of a file from one place to another.</summary>
internal sealed class FileWindow(IFileLayout file, long from, long to) : IFileLayout
{
    public long Size => to - from;

    public IReadOnlyList<FrameIndex> Tracks => file.Tracks;

    public IEnumerable<FileRun> Runs()
    {
        var position = 0L;
        foreach (var run in file.Runs())
        {
            var (first, end) = (Math.Max(from, position), Math.Min(to, position + run.Length));
            if (first < end)
            {
                yield return run.IsMedia
                    ? FileRun.OfMedia(run.Track, run.Chunk, run.Offset + first - position, end - first)
                    : FileRun.OfBoxes(run.Boxes.Slice((int)(first - position), (int)(end - first)));
            }

            position += run.Length;
        }
    }
}

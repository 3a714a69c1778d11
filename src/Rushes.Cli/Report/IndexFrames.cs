using System.Globalization;
using Rushes.Media.Indexing;

namespace Rushes.Cli.Report;

/// <summary>The frames of an index as JSON Lines, in decode order: a film has half a million, so they are written as they are read.</summary>
internal static class IndexFrames
{
    public static void Write(FrameIndex index, int track, TextWriter output, CancellationToken cancellationToken)
    {
        for (var i = 0; i < index.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
                {"track":{{track}},"frame":{{i}},"shown":{{index.PresentationOrder(i)}},"chunk":{{index.ChunkOf(i)}},"offset":{{index.Offset(i)}},"size":{{index.Size(i)}},"decode":{{index.DecodeTime(i)}},"time":{{index.PresentationTime(i)}},"duration":{{index.Duration(i)}},"key":{{(index.IsKey(i) ? "true" : "false")}}}
                """));
        }
    }
}

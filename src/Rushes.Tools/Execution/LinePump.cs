namespace Rushes.Tools.Execution;

/// <summary>
/// Reads a tool's pipe to its end, on a thread of its own. Filters of FFmpeg write thousands of short lines a second, one at a time: to be woken
/// for each, by whatever means, costs both sides more than all else, so that lines of about a millisecond are read at once.
/// </summary>
internal static class LinePump
{
    private const int BufferBytes = 16 * 1024;

    /// <param name="pipe">Of the tool.</param>
    /// <param name="lines">Gets what is read.</param>
    /// <param name="tail">Gets it too.</param>
    /// <param name="kill">Ends the tool: called where the reader of the lines fails, for without a reader the tool would wait for ever on a full pipe.</param>
    /// <returns>Ends with the pipe.</returns>
    public static Task RunAsync(Stream pipe, LineSplitter lines, TailBuffer? tail, Action kill) =>
        Task.Factory.StartNew(() => Pump(pipe, lines, tail, kill), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Pump(Stream pipe, LineSplitter lines, TailBuffer? tail, Action kill)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (pipe.Read(buffer) is var count and > 0)
            {
                tail?.Write(buffer.AsSpan(0, count));
                lines.Feed(buffer.AsSpan(0, count));
                if (count < buffer.Length)
                    Thread.Sleep(1);
            }
            lines.Finish();
        }
        catch
        {
            kill();
            throw;
        }
    }
}

namespace Rushes.Tools.Commands;

/// <summary>
/// Tells an FFmpeg that works from one that only says it is alive: FFmpeg prints its progress at fixed times whether or
/// not it moves. Memory that grows is no progress; frames are, and so is time while the decoder is on its way to the chunk.
/// </summary>
public sealed class AdvancingFrames
{
    private readonly Lock _lock = new();
    private long _frames = -1;
    private int _idleReports;

    // A decoder on its way from a far seek point writes no frame for long: allow it that many reports (of half a second).
    private const int IdleReportsBeforeFirstFrame = 3600;

    /// <param name="line">Of standard output.</param>
    public bool Advances(string line)
    {
        if (!FFmpegProgress.TryReadFrames(line, out var frames))
        {
            return false;
        }

        lock (_lock)
        {
            if (frames > _frames)
            {
                _frames = frames;
                return true;
            }

            return frames == 0 && ++_idleReports < IdleReportsBeforeFirstFrame;
        }
    }
}

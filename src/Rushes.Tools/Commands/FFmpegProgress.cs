using System.Globalization;

namespace Rushes.Tools.Commands;

/// <summary>Reads the lines of <c>-progress</c>.</summary>
public static class FFmpegProgress
{
    private const string FrameKey = "frame=";

    /// <summary>Frames written so far to the first video output, when the line says so.</summary>
    public static bool TryReadFrames(string line, out long frames)
    {
        ArgumentNullException.ThrowIfNull(line);
        frames = 0;
        return line.StartsWith(FrameKey, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(FrameKey.Length), NumberStyles.Integer, CultureInfo.InvariantCulture, out frames);
    }
}

using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Every frame that a whole decode of the picture track gives, in presentation order.</summary>
/// <param name="TimeBase">Seconds of a tick of all times here.</param>
/// <param name="Upright">Picture size as FFmpeg shows it, after rotation; of the first frame.</param>
/// <param name="PixelAspect">After rotation; 1/1 when not signalled.</param>
/// <param name="Times">
/// Presentation time of each frame, ticks, never falling. Where a file repeats a time, or goes back, the frame has the time of
/// the one before it: see <see cref="RepeatedTimes"/>.
/// </param>
/// <param name="Durations">Duration of each frame as the container or the decoder says it, ticks; 0 when neither does.</param>
/// <param name="KeyTimes">Presentation times of the packets marked as key, ascending: where a seek may land. May be empty.</param>
public sealed record ScannedFrames(
    Rational TimeBase, Resolution Upright, Rational PixelAspect,
    IReadOnlyList<long> Times, IReadOnlyList<long> Durations, IReadOnlyList<long> KeyTimes)
{
    /// <summary>How many frames have no time of their own but that of the frame before.</summary>
    public int RepeatedTimes { get; init; }

    /// <summary>What FFmpeg complained of while decoding, the first few.</summary>
    public IReadOnlyList<string> DecodeErrors { get; init; } = [];

    /// <summary>How often it complained in all.</summary>
    public long DecodeErrorCount { get; init; }

    /// <summary>How often the picture's size or format changed on the way.</summary>
    public int FormatChanges { get; init; }
}

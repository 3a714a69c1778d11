using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Tools.Probing;

/// <summary>Every frame that a whole decode of the picture track gives, in presentation order.</summary>
/// <param name="TimeBase">Seconds of a tick of all times here.</param>
/// <param name="Upright">Picture size as FFmpeg shows it, after rotation; of the first frame.</param>
/// <param name="PixelAspect">After rotation; 1/1 when not signalled.</param>
/// <param name="Times">
/// Presentation time of each frame as FFmpeg has it, ticks, but never falling: the highest so far. A chunk is cut by these; it
/// may not begin at a frame that has the time of the one before it.
/// </param>
/// <param name="PresentationTimes">The same, mended to rise with every frame: <see cref="RisingTimes"/>.</param>
/// <param name="LastDuration">Of the last frame as the container or the decoder says it, ticks; 0 when neither does.</param>
/// <param name="KeyTimes">Presentation times of the packets marked as key, ascending: where a seek may land. May be empty.</param>
public sealed record ScannedFrames(
    Rational TimeBase, Resolution Upright, Rational PixelAspect,
    IReadOnlyList<long> Times, IReadOnlyList<long> PresentationTimes,
    long LastDuration, IReadOnlyList<long> KeyTimes)
{
    /// <summary>How many frames have no time of their own but that of the frame before.</summary>
    public int RepeatedTimes { get; init; }

    /// <summary>What FFmpeg complained of while decoding, the first few.</summary>
    public IReadOnlyList<string> DecodeErrors { get; init; } = [];

    /// <summary>How often it complained in all.</summary>
    public long DecodeErrorCount { get; init; }

    /// <summary>Times of the frames at which it complained, as <see cref="Times"/> has them; the first many.</summary>
    public IReadOnlyList<long> DamagedTimes { get; init; } = [];

    /// <summary>Digests of what is coded; null: none were wanted, or they would not tell.</summary>
    public CodedGroups? Groups { get; init; }

    /// <summary>How often the picture's size or format changed on the way.</summary>
    public int FormatChanges { get; init; }
}

using Rushes.Contracts;
using Rushes.Media.Conformance;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// What a run of an encoder may make of the decoder's buffer: it finds it half full, and leaves it so. The first run finds it as the film does,
/// and behind the last one nobody asks. Encoders that keep a <see cref="RunCap"/> do so of themselves; others are held against it.
/// </summary>
internal static class RunBuffer
{
    private const double AtBorders = 0.5;

    /// <param name="rate">Resolved.</param>
    /// <param name="run">Its frames.</param>
    /// <param name="video">All frames.</param>
    /// <returns>Null: the rendition has no cap.</returns>
    public static DecoderBuffer? Of(RateControl rate, FrameRange run, FrameRange video) => rate is { Maxrate: > 0, Buffer: > 0 }
        ? new DecoderBuffer(rate.Maxrate, rate.Buffer, run.From == 0 ? DecoderBuffer.Initial : AtBorders, run.To == video.To - video.From ? 0 : AtBorders)
        : null;
}

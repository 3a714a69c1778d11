using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Conformance;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// What a run of an encoder that does not keep a <see cref="RunCap"/> may make of the decoder's buffer: it finds it as full as it has to leave it.
/// The first run finds it as the film does, and behind the last one nobody asks.
/// </summary>
internal static class RunBuffer
{
    /// <param name="format">Of the run.</param>
    /// <param name="rate">Resolved.</param>
    /// <param name="run">Its frames.</param>
    /// <param name="video">All frames.</param>
    /// <returns>Null: the rendition has no cap, or the encoder keeps it.</returns>
    public static DecoderBuffer? Of(VideoFormat format, RateControl rate, FrameRange run, FrameRange video) =>
        rate is { Maxrate: > 0, Buffer: > 0 } && format.FullnessAtBorders is { } atBorders
            ? new DecoderBuffer(rate.Maxrate, rate.Buffer, run.From == 0 ? DecoderBuffer.Initial : atBorders, run.To == video.To - video.From ? 0 : atBorders)
            : null;
}

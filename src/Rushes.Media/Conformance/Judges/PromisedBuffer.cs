namespace Rushes.Media.Conformance.Judges;

/// <summary>
/// The buffer that was promised, over the whole stream: each run of pictures that come late is a fault. Where an encoder only aims at it, all of them
/// are one warning, at the first.
/// </summary>
internal sealed class PromisedBuffer(StreamPromise promise, string standard, FaultLog log)
{
    private readonly LeakyBucket _bucket = new(promise.MaxRate, promise.Buffer, DecoderBuffer.Initial);
    private int? _firstLate;
    private double _mostMissing;

    /// <inheritdoc cref="LeakyBucket.Take"/>
    /// <param name="frame">In decode order.</param>
    public void Take(int frame, double seconds, long bits)
    {
        if (_bucket.Take(seconds, bits) is not (> 0 and var missing))
        {
            return;
        }

        if (promise.AimsAtBuffer)
        {
            _firstLate ??= frame;
            _mostMissing = Math.Max(_mostMissing, missing);
            return;
        }

        log.Add(
            frame, FaultCodes.Underflow, $"{standard} Annex C", "The buffer runs empty: the picture has not come when it is due.",
            ("bitsMissing", (long)missing), ("maxRate", promise.MaxRate), ("buffer", promise.Buffer));
    }

    public void Finish()
    {
        if (_firstLate is { } frame)
        {
            log.Warn(
                frame, FaultCodes.Underflow, string.Empty, "The buffer runs empty, first here: the encoder aims at maxrate and buffer, and does not always keep them.",
                ("bitsMissing", (long)_mostMissing), ("maxRate", promise.MaxRate), ("buffer", promise.Buffer));
        }
    }
}

using Rushes.Media.Conformance.Judges;
using Rushes.Media.Conformance.Syntax;
using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance;

/// <summary>
/// Reads every sample of a video once, in decode order, and holds it against what was promised, what the container says and what
/// its standard says. Decodes no picture. Memory is bounded by the index and the largest frame.
/// </summary>
public sealed class StreamCheck
{
    private readonly IndexedVideo _video;
    private readonly StreamPromise _promise;
    private readonly FaultLog _log;

    private StreamCheck(IndexedVideo video, StreamPromise promise) => (_video, _promise, _log) = (video, promise, new FaultLog(video.Index));

    /// <param name="video">Its samples are read once, from the first to the last.</param>
    /// <param name="promise">What it is to be.</param>
    /// <param name="progress">Told the number of frames that have been read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Every fault, the first frames first; none: the stream is what it should be.</returns>
    /// <exception cref="MediaFormatException">The codec's configuration cannot be read, or a chunk ends too early.</exception>
    public static Task<IReadOnlyList<StreamFault>> RunAsync(
        IndexedVideo video, StreamPromise promise, Action<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(promise);
        return new StreamCheck(video, promise).RunAsync(progress, cancellationToken);
    }

    private async Task<IReadOnlyList<StreamFault>> RunAsync(Action<int>? progress, CancellationToken cancellationToken)
    {
        var index = _video.Index;
        var syntax = StreamSyntax.Of(index.Format, _log);
        IReadOnlyList<IPictureJudge>? judges = null;
        if (syntax is not null)
        {
            await ReadAsync(
                (frame, bytes) =>
                {
                    var picture = syntax.Read(frame, bytes.Span);
                    judges ??= Judges(syntax.Facts);
                    foreach (var judge in judges)
                    {
                        judge.Take(frame, picture);
                    }

                    progress?.Invoke(frame + 1);
                },
                cancellationToken).ConfigureAwait(false);
        }

        foreach (var judge in judges ?? [])
        {
            judge.Finish();
        }

        new FactsJudge(index, _promise, syntax?.Facts ?? Unknown, _log).Judge();
        return _log.All();
    }

    private async Task ReadAsync(Action<int, ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        var next = 0;
        try
        {
            await foreach (var sample in _video.ReadFramesAsync(0, _video.Index.Count, FrameForm.AsStored, cancellationToken).ConfigureAwait(false))
            {
                take(sample.Number, sample.Bytes);
                next = sample.Number + 1;
            }
        }
        catch (EndOfStreamException)
        {
            // Many samples are read at once: those that are whole are read once more, each for itself.
            await ReadToEndAsync(next, take, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadToEndAsync(int from, Action<int, ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        for (var frame = from; frame < _video.Index.Count; frame++)
        {
            var bytes = new byte[_video.Index.Size(frame)];
            try
            {
                await _video.ReadFrameAsync(frame, bytes, cancellationToken).ConfigureAwait(false);
                take(frame, bytes);
            }
            catch (EndOfStreamException)
            {
                _log.Add(frame, FaultCodes.Truncated, "ISO/IEC 14496-12 8.7.3", "The file ends inside the sample.", ("size", bytes.Length));
                return;
            }
        }
    }

    private static StreamFacts Unknown { get; } = new() { Standard = string.Empty };

    private List<IPictureJudge> Judges(StreamFacts? known)
    {
        var (index, facts) = (_video.Index, known ?? Unknown);
        List<IPictureJudge> judges =
        [
            new PictureJudge(_promise, FieldScans.Of(index.Format.Picture.FieldOrder), facts.Standard, _log),
            new KeyJudge(index, _promise, facts.Standard, _log),
            new OrderJudge(index, facts.Standard, _log),
            new ClockJudge(index, _log),
            new HdrJudge(index, _promise, facts, _log),
            new RateJudge(index, _promise, facts, _log),
            new LevelJudge(index, facts, _log),
        ];
        if (facts.Reorder is { } most)
        {
            judges.Add(new ReorderJudge(index, most, facts.Standard == "H.265" ? "H.265 A.4.1" : "H.264 E.2.1", _log));
        }

        if (facts.CodedBuffer is { } buffer)
        {
            judges.Add(new SignalledBufferJudge(index, buffer, facts.Standard, _log));
        }

        return judges;
    }
}

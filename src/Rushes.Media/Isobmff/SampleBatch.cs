using System.Buffers;

namespace Rushes.Media.Isobmff;

/// <summary>The bytes of a few whole samples at a time, in one pooled buffer: of a MiB, or as large as a run that is larger.</summary>
internal sealed class SampleBatch : IDisposable
{
    private const int LargestRead = 1 << 20;

    private byte[] _buffer = [];
    private int _count;

    /// <summary>Of the runs that were read, one after another; until the next is.</summary>
    public Memory<byte> Bytes => _buffer.AsMemory(0, _count);

    /// <summary>Whether the run goes behind the others in a buffer of the usual size.</summary>
    public bool HasRoomFor(FileRun run) => _count + run.Length <= SampleRuns.BatchSize;

    /// <param name="run">At most 2 GiB, and the only one if there is no room for it.</param>
    /// <param name="source">Of the chunks of its track.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask AddAsync(FileRun run, ISampleSource source, CancellationToken cancellationToken)
    {
        var end = checked(_count + (int)run.Length);
        if (_buffer.Length < end)
        {
            Return();
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(end, SampleRuns.BatchSize));
        }

        for (var done = 0; done < run.Length;)
        {
            var piece = _buffer.AsMemory(_count, Math.Min(LargestRead, (int)run.Length - done));
            await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
            done += piece.Length;
            _count += piece.Length;
        }
    }

    public void Clear() => _count = 0;

    public void Dispose() => Return();

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
    }
}

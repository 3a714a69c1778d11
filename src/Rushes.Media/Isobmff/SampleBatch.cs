using System.Buffers;

namespace Rushes.Media.Isobmff;

/// <summary>The bytes of a few whole samples at a time, in one pooled buffer that is as large as the largest run asked for.</summary>
internal sealed class SampleBatch : IDisposable
{
    private const int LargestRead = 1 << 20;

    private byte[] _buffer = [];

    /// <param name="run">At most 2 GiB.</param>
    /// <param name="source">Of the chunks of its track.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Valid until the next call.</returns>
    public async ValueTask<Memory<byte>> ReadAsync(FileRun run, ISampleSource source, CancellationToken cancellationToken)
    {
        var length = checked((int)run.Length);
        if (_buffer.Length < length)
        {
            Return();
            _buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        for (var done = 0; done < length;)
        {
            var piece = _buffer.AsMemory(done, Math.Min(LargestRead, length - done));
            await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
            done += piece.Length;
        }

        return _buffer.AsMemory(0, length);
    }

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

using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>
/// Compares what is written with what a <see cref="BlockSource"/> holds at the places of the samples, as the file's own tables have
/// them; keeps nothing. Bytes must be of a sample, unless they come before all.
/// </summary>
internal sealed class ComparingStream : Stream
{
    private readonly MovieFile _movie;
    private readonly ProgressiveFile _file;
    private readonly long[] _next;
    private readonly long _firstSample;
    private long _position;

    /// <param name="movie">Read from the header.</param>
    /// <param name="file">With the indexes of the tracks.</param>
    /// <param name="start">Where in the file writing begins.</param>
    public ComparingStream(MovieFile movie, ProgressiveFile file, long start)
    {
        (_movie, _file, _position) = (movie, file, start);
        _next = [.. movie.Tracks.Select(track => FirstEndingBehind(track.Samples, start))];
        _firstSample = movie.Tracks.Min(track => track.Samples[0].Offset);
    }

    /// <summary>Bytes that were of samples, and right.</summary>
    public long Compared { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_position < _firstSample)
        {
            var header = (int)Math.Min(buffer.Length, _firstSample - _position);
            _position += header;
            buffer = buffer[header..];
        }

        while (buffer.Length > 0)
        {
            var track = Owner();
            var sample = _movie.Tracks[track].Samples[_next[track]];
            var part = buffer[..(int)Math.Min(buffer.Length, sample.Offset + sample.Size - _position)];
            Compare(track, _position - sample.Offset, part);
            _position += part.Length;
            _next[track] += _position == sample.Offset + sample.Size ? 1 : 0;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static long FirstEndingBehind(SampleTable samples, long position)
    {
        var (low, high) = (0L, samples.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = samples[middle].Offset + samples[middle].Size > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private int Owner()
    {
        for (var track = 0; track < _next.Length; track++)
        {
            var samples = _movie.Tracks[track].Samples;
            if (_next[track] < samples.Count && samples[_next[track]].Offset <= _position)
            {
                return track;
            }
        }

        throw new InvalidOperationException($"Byte {_position} is of no sample.");
    }

    private void Compare(int track, long within, ReadOnlySpan<byte> bytes)
    {
        var (chunk, offset) = PlaceOf(_file.Tracks[track], _next[track], within);
        Compared += bytes.Length;
        while (bytes.Length > 0)
        {
            var expected = BlockSource.At(chunk, offset, bytes.Length);
            Assert.True(bytes[..expected.Length].SequenceEqual(expected));
            bytes = bytes[expected.Length..];
            offset += expected.Length;
        }
    }

    // Uncompressed sound is indexed in blocks of many samples.
    private static (int Chunk, long Offset) PlaceOf(FrameIndex index, long sample, long within)
    {
        var size = index.Format.PcmSampleSize;
        var perBlock = size > 0 ? index.Size(0) / size : 1;
        var frame = (int)(sample / perBlock);
        return (index.ChunkOf(frame), index.Offset(frame) + (sample % perBlock * size) + within);
    }
}

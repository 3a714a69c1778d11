using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests;

/// <summary>Samples from files in a folder, one of them open at a time.</summary>
internal sealed class FileSampleSource(IReadOnlyList<string> paths) : ISampleSource, IAsyncDisposable
{
    private FileStream? _file;
    private int _chunk = -1;

    public int LargestRead { get; private set; }

    public async ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        LargestRead = Math.Max(LargestRead, destination.Length);
        if (chunk != _chunk)
        {
            Assert.True(chunk > _chunk, "A source never goes back.");
            await DisposeAsync();
            _file = File.OpenRead(paths[chunk]);
            _chunk = chunk;
        }

        _file!.Position = offset;
        await _file.ReadExactlyAsync(destination, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }
}

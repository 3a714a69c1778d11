using System.Globalization;
using System.Text;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>The thumbnails of a sheet as they are made: YUV4MPEG2, 4:2:0, full range. Where one is missing, the one before stands again; at first, black.</summary>
internal sealed class TileFile : IAsyncDisposable
{
    private static readonly byte[] FrameHeader = "FRAME\n"u8.ToArray();

    private readonly FileStream _file;
    private byte[] _last;
    private byte[] _next;

    /// <param name="path">To write.</param>
    /// <param name="task">Of the sheet; sides are even.</param>
    public TileFile(string path, ThumbnailTask task)
    {
        var luma = task.Width * task.Height;
        (_last, _next) = (new byte[luma * 3 / 2], new byte[luma * 3 / 2]);
        _last.AsSpan(luma).Fill(128);
        _file = File.Create(path);
        _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 W{task.Width} H{task.Height} F1:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n")));
    }

    /// <summary>Whether any was there.</summary>
    public bool HasPicture { get; private set; }

    /// <param name="pixels">Of up to so many thumbnails.</param>
    /// <param name="count">Thumbnails.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AppendAsync(Stream pixels, int count, CancellationToken cancellationToken)
    {
        for (var tile = 0; tile < count; tile++)
        {
            if (await pixels.ReadAtLeastAsync(_next, _next.Length, throwOnEndOfStream: false, cancellationToken) == _next.Length)
            {
                (_last, _next) = (_next, _last);
                HasPicture = true;
            }

            await _file.WriteAsync(FrameHeader, cancellationToken);
            await _file.WriteAsync(_last, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}

using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Workflow;
using Rushes.Testing;

namespace Rushes.Packaging.Tests.Thumbnails;

public sealed class TileFileTests
{
    private static readonly byte[] Header = "YUV4MPEG2 W2 H2 F1:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"u8.ToArray();
    private static readonly byte[] Frame = "FRAME\n"u8.ToArray();
    private static readonly byte[] Black = [0, 0, 0, 0, 128, 128];
    private static readonly byte[] Seen = [1, 2, 3, 4, 5, 6];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_OfFewerThumbnailsThanWanted_RepeatsTheOneBefore()
    {
        using var folder = new TemporaryFolder();
        await using (var tiles = new TileFile(folder["tiles.y4m"], new ThumbnailTask { Width = 2, Height = 2 }))
        {
            await tiles.AppendAsync(new MemoryStream(), 1, Token);
            Assert.False(tiles.HasPicture);
            await tiles.AppendAsync(new MemoryStream([.. Seen, 7]), 2, Token);
            Assert.True(tiles.HasPicture);
        }

        byte[] expected = [.. Header, .. Frame, .. Black, .. Frame, .. Seen, .. Frame, .. Seen];
        Assert.Equal(expected, await File.ReadAllBytesAsync(folder["tiles.y4m"], Token));
    }
}

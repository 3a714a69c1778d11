using Rushes.Quality.Functions.Score;
using Rushes.Testing;

namespace Rushes.Quality.Tests.Score;

public sealed class VmafLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_Columns_ComeInTheOrderAskedFor() =>
        Assert.Equal([[93.5f, 40f], [12.25f, 38.5f]], await ReadAsync("Frame,psnr_y,vmaf,\n0,40.000000,93.500000,\n1,38.500000,12.250000,\n"));

    [Theory]
    [InlineData("Frame,vmaf,\n0,93.5,\n")]
    [InlineData("Frame,psnr_y,vmaf,\n0,40,93,\n2,40,93,\n")]
    [InlineData("Frame,psnr_y,vmaf,\n0,40,,\n")]
    [InlineData("Frame,psnr_y,vmaf,\n0,40\n")]
    public async Task ReadAsync_LogThatLacksSomething_IsNotBelieved(string log) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(log));

    private async Task<IReadOnlyList<float[]>> ReadAsync(string log)
    {
        await File.WriteAllTextAsync(_folder["log.csv"], log, TestContext.Current.CancellationToken);
        return await VmafLog.ReadAsync(_folder["log.csv"], ["vmaf", "psnr_y"], 1, TestContext.Current.CancellationToken);
    }
}

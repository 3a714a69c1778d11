using Rushes.Media.Fingerprints;

namespace Rushes.Media.Tests.Fingerprints;

public sealed class FingerprintFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_WhatWasWritten_IsTheSame()
    {
        var film = Pictures.Film(600);
        using var stored = new MemoryStream();
        await using (var stream = FingerprintFile.FromPictures(
            new MemoryStream([.. film.SelectMany(frame => frame)]), new FingerprintSource(1920, 1080, true)))
        {
            await stream.CopyToAsync(stored, Token);
        }

        var reader = await FingerprintReader.OpenAsync(stored, Token);

        Assert.Equal((600, new FingerprintSource(1920, 1080, true)), (reader.Count, reader.Source));
        foreach (var frame in (int[])[0, 1, 299, 300, 599, 2, 598])
        {
            Assert.Equal(film[frame], (await reader.ReadAsync(frame, Token)).ToArray());
        }
    }

    [Fact]
    public async Task Write_SomeOfThem_IsThose()
    {
        var film = Pictures.Film(600);
        using var all = new MemoryStream();
        await Pictures.File(film).CopyToAsync(all, Token);
        int[] frames = [0, 2, 255, 256, 300, 598];
        using var stored = new MemoryStream();
        var whole = await FingerprintReader.OpenAsync(all, Token);

        await FingerprintFile.WriteAsync(whole, frames, stored, Token);

        var some = await FingerprintReader.OpenAsync(stored, Token);
        Assert.Equal((frames.Length, whole.Source), (some.Count, some.Source));
        for (var frame = 0; frame < frames.Length; frame++)
        {
            Assert.Equal(film[frames[frame]], (await some.ReadAsync(frame, Token)).ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(12 + 239)]
    public async Task Open_CutOff_IsRefused(int length)
    {
        using var stored = new MemoryStream();
        await Pictures.File(Pictures.Film(2)).CopyToAsync(stored, Token);
        stored.SetLength(length);

        await Assert.ThrowsAsync<MediaFormatException>(() => FingerprintReader.OpenAsync(stored, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Open_HeaderOfAnotherForm_IsRefused(int at)
    {
        using var stored = new MemoryStream();
        await Pictures.File(Pictures.Film(2)).CopyToAsync(stored, Token);
        stored.GetBuffer()[at] ^= 0x55;

        await Assert.ThrowsAsync<MediaFormatException>(() => FingerprintReader.OpenAsync(stored, Token));
    }

    [Fact]
    public void Distance_OfPictures_IsTheMeanOfSquares()
    {
        Assert.Equal(0, Fingerprint.Distance(Pictures.Flat(9), Pictures.Flat(9)));
        Assert.Equal(65025, Fingerprint.Distance(Pictures.Flat(0), Pictures.Flat(255)));
        var one = Pictures.Flat(100);
        one[239] = 94;
        Assert.Equal(36f / Fingerprint.Size, Fingerprint.Distance(Pictures.Flat(100), one));
    }
}

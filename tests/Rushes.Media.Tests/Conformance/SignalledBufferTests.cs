using System.Globalization;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Encodes that signal a buffer of 300 kbit filled at 300 kbit/s (299,968: rates count 64 bits), nine tenths full at the start.</summary>
public sealed class SignalledBufferTests(GoodEncodes encodes) : IClassFixture<GoodEncodes>
{
    private const byte AvcFiller = 12;
    private const byte HevcFiller = 38 << 1;

    [Theory]
    [InlineData("signalled")]
    [InlineData("signalled HEVC")]
    public async Task Check_StreamThatKeepsTheBufferItSignals_SaysNothing(string encode) =>
        Assert.Empty((await (await encodes.GetAsync(encode)).CheckAsync()).Select(Checked.Text));

    [Theory]
    [InlineData("signalled", new[] { AvcFiller })]
    [InlineData("signalled HEVC", new byte[] { HevcFiller, 1 })]
    public async Task Check_PictureThatIsLaterThanItsStreamSignals_IsAWarningAtIt(string encode, byte[] filler)
    {
        var film = await encodes.GetAsync(encode);
        film.Samples[40].Prepend([.. filler, .. Enumerable.Repeat((byte)0xFF, 40_000), 0x80]);

        var fault = Assert.Single(await film.CheckAsync());

        Assert.Equal(("validate.hrd_underflow", true), (fault.Code, fault.IsWarning));
        Assert.InRange(fault.From, 35, 45);
        Assert.Equal(("299968", "300000"), (fault.Evidence["bitRate"], fault.Evidence["buffer"]));
        Assert.InRange(long.Parse(fault.Evidence["bitsMissing"], CultureInfo.InvariantCulture), 20_000, 320_000);
    }

    // Nine tenths of a second of bits are there at the start, and no more.
    [Theory]
    [InlineData(200_000, 0)]
    [InlineData(275_000, 1)]
    public async Task Check_FirstPicture_HasTheBitsOfItsInitialDelay(int bits, int faults)
    {
        var film = await encodes.GetAsync("signalled");
        var missing = (bits / 8) - film.Samples[0].Bytes.Length - 6;
        film.Samples[0].Prepend([AvcFiller, .. Enumerable.Repeat((byte)0xFF, missing), 0x80]);

        Assert.Equal(faults, (await film.CheckAsync()).Count(fault => fault is { Code: "validate.hrd_underflow", From: 0 }));
    }
}

using System.Globalization;
using Rushes.Media.Conformance;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Three seconds: a tenth, and two of the three seconds, may be missed without a word.</summary>
public sealed class AimedRateTests(GoodEncodes encodes) : IClassFixture<GoodEncodes>
{
    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(0.6, 0)]
    [InlineData(0.5, 1)]
    [InlineData(4.0, 0)]
    [InlineData(4.6, 1)]
    public async Task Check_AverageBesideTheAim_IsAWarningWhenItIsFarOff(double aim, int warnings)
    {
        var film = await encodes.GetAsync("avc");
        var seconds = film.Samples.Count / 25.0;
        var average = film.Samples.Sum(sample => sample.Bytes.Length * 8L) / seconds;
        film.Promise = new StreamPromise { AimedBitRate = (long)(average * aim) };

        var faults = (await film.CheckAsync()).Where(fault => fault.Code == "validate.bitrate").ToList();

        Assert.Equal(warnings, faults.Count);
        Assert.All(faults, fault => Assert.True(fault.IsWarning));
    }

    [Fact]
    public async Task Check_BufferThatAnEncoderAimedAtRunsEmpty_IsOneWarningAtTheFirstFrameThatIsLate()
    {
        var film = await encodes.GetAsync("avc");
        var promise = film.Promise with { MaxRate = 4_000_000 };
        film.Samples[5].Prepend([12, .. Enumerable.Repeat((byte)0xFF, 120_000), 0x80]);
        film.Samples[70].Prepend([12, .. Enumerable.Repeat((byte)0xFF, 150_000), 0x80]);
        var errors = await UnderflowsAsync(promise);
        Assert.Equal(2, errors.Count);
        Assert.All(errors, fault => Assert.False(fault.IsWarning));

        var warning = Assert.Single(await UnderflowsAsync(promise with { AimsAtBuffer = true }));

        Assert.True(warning.IsWarning);
        Assert.Equal(errors[0].From, warning.From);
        Assert.InRange(long.Parse(warning.Evidence["bitsMissing"], CultureInfo.InvariantCulture), 400_000, 600_000);

        async Task<List<StreamFault>> UnderflowsAsync(StreamPromise promised)
        {
            film.Promise = promised;
            return [.. (await film.CheckAsync()).Where(fault => fault.Code == StreamFault.Underflow)];
        }
    }
}

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
}

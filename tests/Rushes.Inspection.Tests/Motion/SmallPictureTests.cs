using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class SmallPictureTests
{
    [Fact]
    public void Step_OneSampleInFourByALevel_IsAQuarter()
    {
        var (one, other) = (new byte[SmallPicture.Size], new byte[SmallPicture.Size]);
        for (var at = 0; at < other.Length; at += 4)
        {
            other[at] = 1;
        }

        Assert.Equal(64, SmallPicture.Step(one, other));
        Assert.Equal(64, SmallPicture.Step(other, one));
    }

    [Fact]
    public void Step_BlackAndWhite_IsAllLevels()
    {
        var white = new byte[SmallPicture.Size];
        white.AsSpan().Fill(255);
        Assert.Equal(255 * 256, SmallPicture.Step(new byte[SmallPicture.Size], white));
    }

    [Fact]
    public void Edges_APlainPicture_HasNone()
    {
        var grey = new byte[SmallPicture.Size];
        grey.AsSpan().Fill(100);
        Assert.Equal(0, SmallPicture.Edges(grey));
    }

    [Fact]
    public void Edges_AMixtureOfTwoPlaces_HasFewerThanEach()
    {
        var (one, other) = (MovingTexture.At(0), MovingTexture.At(6));
        var mixture = one.Zip(other, (a, b) => (byte)((a + b) / 2)).ToArray();
        Assert.InRange(SmallPicture.Edges(mixture), 0, 0.9f * Math.Min(SmallPicture.Edges(one), SmallPicture.Edges(other)));
    }

    [Fact]
    public void Halve_FourSamples_GiveTheirMean()
    {
        var picture = new byte[SmallPicture.Size];
        (picture[0], picture[1], picture[SmallPicture.Width], picture[SmallPicture.Width + 1]) = (10, 20, 30, 40);
        Assert.Equal(25, MovingTexture.Half(picture)[0]);
    }
}

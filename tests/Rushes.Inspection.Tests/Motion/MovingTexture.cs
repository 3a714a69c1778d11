using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

/// <summary>Waves in all directions, none of which comes back within reach, at any place.</summary>
internal static class MovingTexture
{
    /// <param name="right">Samples that it has moved by.</param>
    /// <param name="down">Samples that it has moved by.</param>
    public static byte[] At(double right, double down = 0)
    {
        var picture = new byte[SmallPicture.Size];
        for (var at = 0; at < picture.Length; at++)
        {
            var (x, y) = ((at % SmallPicture.Width) - right, (at / SmallPicture.Width) - down);
            picture[at] = (byte)(128 + (30 * Math.Sin((x / 5.3) + (y / 17))) + (30 * Math.Sin((y / 4.7) - (x / 23))) + (30 * Math.Sin((x + y) / 9.1)));
        }

        return picture;
    }

    /// <param name="right">Where it is in each picture.</param>
    public static MotionField[] Fields(params double[] right)
    {
        var halves = right.Select(place => Half(At(place))).ToList();
        return [.. halves.Zip(halves.Skip(1), (one, next) => MotionField.Between(one, next))];
    }

    public static byte[] Half(byte[] picture)
    {
        var half = new byte[SmallPicture.HalfSize];
        SmallPicture.Halve(picture, half);
        return half;
    }
}

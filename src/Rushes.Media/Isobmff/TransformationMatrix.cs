namespace Rushes.Media.Isobmff;

/// <summary>How a picture is turned to be shown (ISO/IEC 14496-12 §6.2.2): quarter turns only.</summary>
/// <param name="A">16.16, as are B, C and D: x' = A·x + C·y + X.</param>
/// <param name="X">16.16, samples.</param>
internal readonly record struct TransformationMatrix(int A, int B, int C, int D, int X, int Y)
{
    private const int One = 0x10000;

    public static TransformationMatrix Unity { get; } = new(One, 0, 0, One, 0, 0);

    /// <param name="degrees">Clockwise: 0, 90, 180 or 270.</param>
    /// <param name="width">Of the picture before it is turned, 16.16.</param>
    /// <param name="height">Likewise.</param>
    public static TransformationMatrix Turned(int degrees, int width, int height) => degrees switch
    {
        0 => Unity,
        90 => new(0, One, -One, 0, height, 0),
        180 => new(-One, 0, 0, -One, width, height),
        270 => new(0, -One, One, 0, 0, width),
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "A picture is turned by quarters."),
    };

    public void Write(BoxWriter writer)
    {
        ReadOnlySpan<int> values = [A, B, 0, C, D, 0, X, Y, 0x4000_0000];
        foreach (var value in values)
        {
            writer.Int32(value);
        }
    }
}

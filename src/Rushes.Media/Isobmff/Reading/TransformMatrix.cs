namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// How a picture is laid on the screen (§6.2.2 and §8.3.2): (x, y, 1) times the matrix. A to D, X and Y are 16.16, U, V and W
/// 2.30, as they stand in the file.
/// </summary>
public readonly record struct TransformMatrix(int A, int B, int U, int C, int D, int V, int X, int Y, int W)
{
    private const int One = 0x10000;

    public static TransformMatrix Identity { get; } = new(One, 0, 0, 0, One, 0, 0, 0, 0x4000_0000);

    /// <summary>Turned by quarters and perhaps mirrored; null when the matrix does something else.</summary>
    public Orientation? Orientation => (Math.Sign(A), Math.Sign(B), Math.Sign(C), Math.Sign(D)) switch
    {
        (1, 0, 0, 1) => new Orientation(0, IsMirrored: false),
        (0, 1, -1, 0) => new Orientation(90, IsMirrored: false),
        (-1, 0, 0, -1) => new Orientation(180, IsMirrored: false),
        (0, -1, 1, 0) => new Orientation(270, IsMirrored: false),
        (-1, 0, 0, 1) => new Orientation(0, IsMirrored: true),
        (0, -1, -1, 0) => new Orientation(90, IsMirrored: true),
        (1, 0, 0, -1) => new Orientation(180, IsMirrored: true),
        (0, 1, 1, 0) => new Orientation(270, IsMirrored: true),
        _ => null,
    };

    /// <summary>This matrix first, then the other: the track's, then the movie's.</summary>
    public TransformMatrix Then(TransformMatrix other) => new(
        Cell(A, B, U, other.A, other.C, other.X),
        Cell(A, B, U, other.B, other.D, other.Y),
        Cell(A, B, U, other.U, other.V, other.W),
        Cell(C, D, V, other.A, other.C, other.X),
        Cell(C, D, V, other.B, other.D, other.Y),
        Cell(C, D, V, other.U, other.V, other.W),
        Cell(X, Y, W, other.A, other.C, other.X),
        Cell(X, Y, W, other.B, other.D, other.Y),
        Cell(X, Y, W, other.U, other.V, other.W));

    internal static TransformMatrix Parse(ref BoxReader content) => new(
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32(),
        content.ReadInt32());

    // The third column is 2.30, the others 16.16.
    private static int Cell(int first, int second, int third, int a, int c, int x) =>
        unchecked((int)((((long)first * a) >> 16) + (((long)second * c) >> 16) + (((long)third * x) >> 30)));
}

namespace Rushes.Inspection.Pictures;

/// <summary>Knows test bars, of whatever standard, in a small picture: wide stripes of plain colours, most of them strong, that go down most of the picture.</summary>
internal static class ColourBars
{
    public const int Columns = 48;
    public const int Rows = 18;

    /// <summary>Bytes of a picture: planes of luma and both chromas, narrow range, each row by row.</summary>
    public const int Size = 3 * Plane;

    private const int Plane = Columns * Rows;

    // All kinds of bars have their stripes in the upper half.
    private const int FirstRow = 1;
    private const int LastRow = 9;

    /// <summary>Levels.</summary>
    private const int Same = 6;
    private const int OtherStripe = 14;
    private const int Strong = 28;

    private const int FewestStripes = 6;
    private const int FewestStrong = 4;
    private const int Narrowest = 3;

    public static bool AreIn(ReadOnlySpan<byte> picture)
    {
        var (stripes, strong, covered) = (0, 0, 0);
        for (var column = 0; column < Columns;)
        {
            var end = column + 1;
            while (end < Columns && Distance(picture, column, end) <= Same)
            {
                end++;
            }

            if (end - column >= Narrowest && IsPlain(picture, column, end))
            {
                stripes++;
                covered += end - column;
                strong += Saturation(picture, column) >= Strong ? 1 : 0;
            }

            column = end;
        }

        // Between two stripes a column is a mixture of both.
        return stripes >= FewestStripes && strong >= FewestStrong && covered >= Columns * 3 / 4 && AreOfManyKinds(picture);
    }

    private static bool IsPlain(ReadOnlySpan<byte> picture, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            for (var row = FirstRow + 1; row <= LastRow; row++)
            {
                if (Between(picture, (FirstRow * Columns) + column, (row * Columns) + column) > Same)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Stripes of two colours in turn are a wall or a flag.
    private static bool AreOfManyKinds(ReadOnlySpan<byte> picture)
    {
        List<int> kinds = [];
        for (var column = 1; column < Columns - 1; column++)
        {
            var (from, at, to) = (column - 1, column, column + 1);
            if (Distance(picture, from, at) > Same || Distance(picture, at, to) > Same)
            {
                continue;
            }

            var isNew = true;
            foreach (var kind in kinds)
            {
                isNew &= Distance(picture, kind, at) >= OtherStripe;
            }

            if (isNew)
            {
                kinds.Add(at);
            }
        }

        return kinds.Count >= FewestStripes;
    }

    /// <summary>Of two columns, at the top.</summary>
    private static int Distance(ReadOnlySpan<byte> picture, int column, int other) =>
        Between(picture, (FirstRow * Columns) + column, (FirstRow * Columns) + other);

    private static int Between(ReadOnlySpan<byte> picture, int at, int other)
    {
        var largest = 0;
        for (var start = 0; start < Size; start += Plane)
        {
            largest = Math.Max(largest, Math.Abs(picture[start + at] - picture[start + other]));
        }

        return largest;
    }

    private static int Saturation(ReadOnlySpan<byte> picture, int column)
    {
        var at = (FirstRow * Columns) + column;
        return Math.Max(Math.Abs(picture[Plane + at] - 128), Math.Abs(picture[(2 * Plane) + at] - 128));
    }
}

namespace Rushes.Media.Fingerprints;

/// <summary>Small symmetric systems of equations.</summary>
internal static class LinearSystem
{
    /// <summary>The inverse of a symmetric matrix of which the upper half is given; null where it has none.</summary>
    public static double[,]? Invert(double[,] upper)
    {
        var size = upper.GetLength(0);
        var rows = new double[size, 2 * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                rows[row, column] = upper[Math.Min(row, column), Math.Max(row, column)];
            }

            // A direction in which nothing was seen stays where it is, with a large error, and does not spoil the others.
            rows[row, row] = (rows[row, row] * (1 + 1e-9)) + 1e-3;
            rows[row, size + row] = 1;
        }

        for (var pivot = 0; pivot < size; pivot++)
        {
            // Without exchanging rows: the matrix is positive definite.
            if (!(rows[pivot, pivot] > 0))
            {
                return null;
            }

            Eliminate(rows, pivot);
        }

        var inverse = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                inverse[row, column] = rows[row, size + column];
            }
        }

        return inverse;
    }

    private static void Eliminate(double[,] rows, int pivot)
    {
        var (size, width) = (rows.GetLength(0), rows.GetLength(1));
        var divisor = rows[pivot, pivot];
        for (var column = 0; column < width; column++)
        {
            rows[pivot, column] /= divisor;
        }

        for (var row = 0; row < size; row++)
        {
            var factor = rows[row, pivot];
            for (var column = 0; row != pivot && column < width; column++)
            {
                rows[row, column] -= factor * rows[pivot, column];
            }
        }
    }
}

namespace Rushes.Media.Fingerprints;

/// <summary>What a recipe does to the mezzanine's picture that a fingerprint shows: takes an area of it, maps its levels.</summary>
/// <param name="area">What of the picture is kept.</param>
/// <param name="levels">From each level of the mezzanine to the encode's; null: the same.</param>
internal sealed class PictureAdaptation(PictureArea area, byte[]? levels = null)
{
    private readonly (int[] Cells, float[] Weights)? _columns = area.IsWhole ? null : Middles(area.Left, area.Width, Fingerprint.Columns);
    private readonly (int[] Cells, float[] Weights)? _rows = area.IsWhole ? null : Middles(area.Top, area.Height, Fingerprint.Rows);

    public void Apply(ReadOnlySpan<byte> picture, Span<byte> adapted)
    {
        picture.CopyTo(adapted);
        if (_columns is { } columns && _rows is { } rows)
        {
            Crop(picture, adapted, columns, rows);
        }

        if (levels is not null)
        {
            foreach (ref var cell in adapted)
            {
                cell = levels[cell];
            }
        }
    }

    // Between the middles of cells the picture is taken to be straight: better than steps, as a picture has no edges at cells.
    private static void Crop(
        ReadOnlySpan<byte> picture, Span<byte> cropped, (int[] Cells, float[] Weights) columns, (int[] Cells, float[] Weights) rows)
    {
        for (var y = 0; y < Fingerprint.Rows; y++)
        {
            var above = picture[(rows.Cells[y] * Fingerprint.Columns)..];
            var below = above[Fingerprint.Columns..];
            for (var x = 0; x < Fingerprint.Columns; x++)
            {
                var (left, weight) = (columns.Cells[x], columns.Weights[x]);
                var upper = above[left] + ((above[left + 1] - above[left]) * weight);
                var lower = below[left] + ((below[left + 1] - below[left]) * weight);
                var value = upper + ((lower - upper) * rows.Weights[y]);
                cropped[(y * Fingerprint.Columns) + x] = (byte)Math.Clamp(MathF.Round(value), 0, byte.MaxValue);
            }
        }
    }

    /// <summary>For the middle of each new cell, the old cell before it, and how far it lies on the way to the next.</summary>
    private static (int[] Cells, float[] Weights) Middles(double start, double length, int cells)
    {
        var middles = Enumerable.Range(0, cells).Select(cell => ((start + ((cell + 0.5) / cells * length)) * cells) - 0.5).ToArray();
        int[] before = [.. middles.Select(middle => Math.Clamp((int)Math.Floor(middle), 0, cells - 2))];
        return (before, [.. middles.Zip(before, (middle, cell) => (float)(middle - cell))]);
    }
}

namespace Rushes.Media.Fingerprints;

/// <summary>
/// The cells of a mezzanine's picture that a crop leaves whole. Of the others its encode has a part, or nothing; so that they say the same of both,
/// each has the value of the whole cell that is nearest.
/// </summary>
public sealed class WholeCells
{
    // Of a cell: sizes of encodes are rounded to even samples, so that their cells lie a sample off.
    private const double Inexact = 0.1;

    // Fewer tell no picture from another.
    private const int FewestColumns = 4;
    private const int FewestRows = 3;

    private WholeCells((int From, int To) columns, (int From, int To) rows) => (Columns, Rows) = (columns, rows);

    internal static WholeCells All { get; } = new((0, Fingerprint.Columns), (0, Fingerprint.Rows));

    internal (int From, int To) Columns { get; }

    internal (int From, int To) Rows { get; }

    /// <param name="mezzanine">The whole picture.</param>
    /// <param name="left">Samples of it that are cut off there.</param>
    /// <param name="top">Samples of it that are cut off there.</param>
    /// <param name="width">Samples of it that are left.</param>
    /// <param name="height">Samples of it that are left.</param>
    /// <returns>Null: too few to be compared.</returns>
    public static WholeCells? Of(FingerprintSource mezzanine, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(mezzanine);
        var columns = Inside(left, width, mezzanine.Width, Fingerprint.Columns);
        var rows = Inside(top, height, mezzanine.Height, Fingerprint.Rows);
        return columns.To - columns.From >= FewestColumns && rows.To - rows.From >= FewestRows ? new WholeCells(columns, rows) : null;
    }

    /// <summary>Makes a fingerprint one of the whole cells alone.</summary>
    internal void Extend(Span<byte> fingerprint)
    {
        for (var row = Rows.From; row < Rows.To; row++)
        {
            var line = Line(fingerprint, row);
            line[..Columns.From].Fill(line[Columns.From]);
            line[Columns.To..].Fill(line[Columns.To - 1]);
        }

        for (var row = 0; row < Fingerprint.Rows; row++)
        {
            // A line of its own stays as it is.
            Line(fingerprint, Math.Clamp(row, Rows.From, Rows.To - 1)).CopyTo(Line(fingerprint, row));
        }
    }

    private static Span<byte> Line(Span<byte> fingerprint, int row) => fingerprint.Slice(row * Fingerprint.Columns, Fingerprint.Columns);

    // The border of the picture cuts no cell.
    private static (int From, int To) Inside(int start, int length, int whole, int cells)
    {
        var (from, to) = ((double)start * cells / whole, (double)(start + length) * cells / whole);
        return (start == 0 ? 0 : (int)Math.Ceiling(from + Inexact), start + length >= whole ? cells : (int)Math.Floor(to - Inexact));
    }
}

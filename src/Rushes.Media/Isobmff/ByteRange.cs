using System.Globalization;

namespace Rushes.Media.Isobmff;

/// <summary>Bytes of a file.</summary>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>As DASH writes it: first and last byte, "0-821".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Offset}-{Offset + Length - 1}");
}

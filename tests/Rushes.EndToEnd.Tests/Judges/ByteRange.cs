using System.Globalization;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Bytes of a file, half-open.</summary>
internal readonly record struct ByteRange(long Start, long End)
{
    /// <summary>As HLS writes it: <c>length@offset</c>.</summary>
    public static ByteRange OfPlaylist(string text)
    {
        var (length, offset) = Two(text, '@');
        return new ByteRange(offset, offset + length);
    }

    /// <summary>As DASH writes it: <c>first-last</c>.</summary>
    public static ByteRange OfManifest(string text)
    {
        var (first, last) = Two(text, '-');
        return new ByteRange(first, last + 1);
    }

    private static (long First, long Second) Two(string text, char between)
    {
        var parts = text.Split(between);
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}

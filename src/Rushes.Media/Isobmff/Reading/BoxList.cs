namespace Rushes.Media.Isobmff.Reading;

/// <summary>The boxes in a container, with their places in the file.</summary>
internal static class BoxList
{
    public static List<BoxPlace> Read(BoxReader container)
    {
        var places = new List<BoxPlace>();
        for (var start = container.Offset; container.TryReadBox(out var type, out _); start = container.Offset)
        {
            places.Add(new BoxPlace(type, start, container.Offset - start));
        }

        return places;
    }

    /// <summary>A copy of the whole first box of a type; empty when there is none.</summary>
    public static ReadOnlyMemory<byte> Copy(BoxReader container, ReadOnlySpan<byte> letters)
    {
        for (var start = container; container.TryReadBox(out var type, out _); start = container)
        {
            if (type.Is(letters))
            {
                return start.ReadBytes((int)(container.Offset - start.Offset)).ToArray();
            }
        }

        return default;
    }
}

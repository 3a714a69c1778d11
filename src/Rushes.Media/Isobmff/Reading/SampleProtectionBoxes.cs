namespace Rushes.Media.Isobmff.Reading;

/// <summary>Finds what a sample table or a track fragment says of its encrypted samples.</summary>
internal static class SampleProtectionBoxes
{
    public static List<SampleProtectionBox> Find(BoxReader container, long firstSample, long? fragmentOffset)
    {
        var found = new List<SampleProtectionBox>();
        for (var start = container.Offset; container.TryReadBox(out var type, out _); start = container.Offset)
        {
            if (type.Is("senc"u8) || type.Is("saiz"u8) || type.Is("saio"u8))
            {
                found.Add(new SampleProtectionBox(new BoxPlace(type, start, container.Offset - start), firstSample, fragmentOffset));
            }
        }

        return found;
    }
}

using System.Text;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.SampleEntries;
using Rushes.Media.Timing;

namespace Rushes.Media.QuickTime;

/// <summary>How a timecode track counts: its sample entry, QuickTime File Format, "Timecode Sample Description".</summary>
/// <param name="Rate">Frames a second.</param>
/// <param name="ReelName">Empty when not said.</param>
public sealed record TimecodeFormat(Rational Rate, bool IsDropFrame, string ReelName)
{
    private const uint DropFrame = 0x1;

    /// <param name="entry">The whole <c>tmcd</c> box.</param>
    /// <returns>Null: it counts something else than frames, or is damaged.</returns>
    public static TimecodeFormat? Parse(ReadOnlyMemory<byte> entry)
    {
        try
        {
            return Read(entry);
        }
        catch (MediaFormatException)
        {
            return null;
        }
    }

    private static TimecodeFormat? Read(ReadOnlyMemory<byte> entry)
    {
        var reader = new BoxReader(entry.Span, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        if (!type.Is("tmcd"u8))
        {
            return null;
        }

        content.Skip(12); // reserved, data reference
        var flags = content.ReadUInt32();
        var (timescale, duration) = (content.ReadUInt32(), content.ReadUInt32());
        content.Skip(2);
        return timescale > 0 && duration > 0
            ? new TimecodeFormat(new Rational(timescale, duration), (flags & DropFrame) != 0, ReadName(entry[(entry.Length - content.Remaining)..], content.Path))
            : null;
    }

    private static string ReadName(ReadOnlyMemory<byte> boxes, string path)
    {
        if (!new SampleEntryBoxes(boxes, path).TryFind("name"u8, out var name) || name.Remaining < 4)
        {
            return string.Empty;
        }

        var length = name.ReadUInt16();
        name.Skip(2); // language
        return Encoding.UTF8.GetString(name.ReadBytes(Math.Min(length, name.Remaining))).TrimEnd('\0', ' ');
    }
}

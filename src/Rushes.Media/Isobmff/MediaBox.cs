using System.Text;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.Isobmff;

/// <summary><c>mdia</c>, ISO/IEC 14496-12 §8.4.1: what a track's samples are, and where.</summary>
internal sealed class MediaBox
{
    public required uint Timescale { get; init; }

    public required MediaHandler Handler { get; init; }

    /// <summary>Ticks; 0 where it lies in the fragments.</summary>
    public long Duration { get; init; }

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "und";

    /// <summary>For people; empty: the handler's.</summary>
    public string Name { get; init; } = string.Empty;

    public FileFlavour Flavour { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<Action<BoxWriter>> SampleEntries { get; init; }

    /// <summary>What stands behind <c>stsd</c>.</summary>
    public required Action<BoxWriter> SampleTables { get; init; }

    public void Write(BoxWriter writer)
    {
        using var mdia = writer.Box("mdia"u8);
        MediaHeaderBox.Write(writer, Timescale, Duration, Language);
        HandlerBox.Write(writer, Handler, Name, Flavour);
        WriteExtendedLanguage(writer);
        using var minf = writer.Box("minf"u8);
        Handler.WriteMediaHeader(writer);
        if (Flavour == FileFlavour.QuickTime)
        {
            HandlerBox.WriteDataHandler(writer);
        }

        WriteDataInformation(writer);
        using var stbl = writer.Box("stbl"u8);
        using (writer.FullBox("stsd"u8))
        {
            writer.UInt32((uint)SampleEntries.Count);
            foreach (var entry in SampleEntries)
            {
                entry(writer);
            }
        }

        SampleTables(writer);
    }

    // §8.4.6; only where the three letters of mdhd do not say it all.
    private void WriteExtendedLanguage(BoxWriter writer)
    {
        if (Language.Length > 3)
        {
            using var box = writer.FullBox("elng"u8);
            writer.Bytes(Encoding.ASCII.GetBytes(Language + "\0"));
        }
    }

    // §8.7.1: the media are in this file. QuickTime knows the reference by another name.
    private void WriteDataInformation(BoxWriter writer)
    {
        using var dinf = writer.Box("dinf"u8);
        using var dref = writer.FullBox("dref"u8);
        writer.UInt32(1);
        using var url = writer.FullBox(Flavour == FileFlavour.QuickTime ? "alis"u8 : "url "u8, flags: 1);
    }
}

using System.Text;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>AudioSampleEntry, ISO/IEC 14496-12 §12.2.3, and QuickTime's sound sample descriptions of versions 0 to 2: how sound is coded.</summary>
internal static class AudioSampleEntry
{

    /// <param name="entry">The whole box.</param>
    public static TrackFormat Parse(ReadOnlyMemory<byte> entry)
    {
        var reader = new BoxReader(entry.Span, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        var sound = SoundDescription.Parse(ref content);
        var boxes = new SampleEntryBoxes(entry[(entry.Length - content.Remaining)..], content.Path);
        var wave = boxes.Inside("wave"u8);
        var kind = SampleEntryKind.Find(type.ToString());
        if (kind is { Track: TrackKind.Audio })
        {
            var (codec, codecs, configuration) = (boxes.Has(kind.Box) ? boxes : wave).Configuration(kind);
            var decoded = (Bitstreams.ISoundConfiguration)kind.Parse!(configuration);
            return Format(codec, type, codecs, configuration, decoded.SampleRate, decoded.Channels);
        }

        if (type.Is("mp4a"u8))
        {
            var (codec, configuration) = ElementaryStreamDescriptor.ParseAudio((boxes.Has("esds") ? boxes : wave).Require("esds"u8));
            return Format(codec, type, configuration.Codecs, configuration.Bytes, configuration.SampleRate, configuration.Channels);
        }

        if (PcmEntry.Parse(type, sound, boxes, wave) is { } pcm)
        {
            return Format(pcm.Codec, type, type.ToString(), default, sound.SampleRate, sound.Channels) with
            {
                Extensions = boxes.Others("wave", "pcmC", "btrt"),
            };
        }

        throw reader.Malformed(type.Is("enca"u8) ? "the sound is encrypted" : $"'{type}' is no coding of sound that we know");
    }

    /// <summary>Our own entry: nothing of the encoder's but the configuration.</summary>
    public static void Write(BoxWriter writer, TrackFormat format, BitRates? rates, FileFlavour flavour)
    {
        if (PcmFormat.Find(format.Codec) is { } pcm)
        {
            PcmEntry.Write(writer, format, pcm, flavour);
        }
        else if (flavour == FileFlavour.QuickTime)
        {
            WriteQuickTime(writer, format, rates);
        }
        else
        {
            WriteIso(writer, format, rates);
        }
    }

    private static void WriteIso(BoxWriter writer, TrackFormat format, BitRates? rates)
    {
        using var entry = writer.Box(Encoding.ASCII.GetBytes(format.EntryType));
        new SoundDescription(0, format.Channels, 16, format.SampleRate, 0).Write(writer);
        WriteConfiguration(writer, format, rates);
        rates?.Write(writer);
    }

    // Version 1 and "wave": "Sound Description Atom Type wave", as QuickTime keeps a decoder's configuration.
    private static void WriteQuickTime(BoxWriter writer, TrackFormat format, BitRates? rates)
    {
        var letters = Encoding.ASCII.GetBytes(format.EntryType);
        using var entry = writer.Box(letters);
        new SoundDescription(1, format.Channels, 16, format.SampleRate, 0).Write(writer, 1024, 0, 0);
        using (writer.Box("wave"u8))
        {
            using (writer.Box("frma"u8))
            {
                writer.Bytes(letters);
            }

            if (format.EntryType == "mp4a")
            {
                using var empty = writer.Box("mp4a"u8);
                writer.UInt32(0);
            }

            WriteConfiguration(writer, format, rates);
            using var terminator = writer.Box("\0\0\0\0"u8);
        }

        ChannelLayoutBox.Write(writer, format);
    }

    private static void WriteConfiguration(BoxWriter writer, TrackFormat format, BitRates? rates)
    {
        if (SampleEntryKind.Find(format.EntryType) is { } kind)
        {
            using var box = writer.Box(Encoding.ASCII.GetBytes(kind.Box));
            writer.Bytes(format.Configuration.Span);
            return;
        }

        ElementaryStreamDescriptor.WriteAudio(writer, format.Configuration.Span, rates);
    }

    private static TrackFormat Format(
        string codec, BoxType type, string codecs, ReadOnlyMemory<byte> configuration, int sampleRate, int channels) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        EntryType = type.ToString(),
        Codecs = codecs,
        Configuration = configuration,
        SampleRate = sampleRate,
        Channels = channels,
    };
}

using System.Text;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>Sample entries of uncompressed sound: those of QuickTime, and <c>ipcm</c>/<c>fpcm</c> of ISO/IEC 23003-5.</summary>
internal static class PcmEntry
{
    private const uint IsFloat = 0x1;
    private const uint IsBigEndian = 0x2;
    private const uint IsSigned = 0x4;
    private const uint IsPacked = 0x8;

    /// <returns>Null: something else.</returns>
    public static PcmFormat? Parse(BoxType type, SoundDescription sound, SampleEntryBoxes boxes, SampleEntryBoxes wave) => type.ToString() switch
    {
        "sowt" => PcmFormat.Find(16, false, true),
        "twos" when sound.Bits is 16 => PcmFormat.Find(16, false, false),
        "in24" => PcmFormat.Find(24, false, IsLittleEndian(boxes, wave)),
        "in32" => PcmFormat.Find(32, false, IsLittleEndian(boxes, wave)),
        "fl32" => PcmFormat.Find(32, true, IsLittleEndian(boxes, wave)),
        "fl64" => PcmFormat.Find(64, true, IsLittleEndian(boxes, wave)),
        "lpcm" => PcmFormat.Find(sound.Bits, (sound.PcmFlags & IsFloat) != 0, (sound.PcmFlags & IsBigEndian) == 0),
        "ipcm" => ParseConfiguration(boxes.Require("pcmC"u8), isFloat: false),
        "fpcm" => ParseConfiguration(boxes.Require("pcmC"u8), isFloat: true),
        _ => null,
    };

    public static void Write(BoxWriter writer, TrackFormat format, PcmFormat pcm, FileFlavour flavour)
    {
        if (flavour == FileFlavour.Mp4)
        {
            WriteIso(writer, format, pcm);
        }
        else if (format.SampleRate > ushort.MaxValue)
        {
            WriteVersion2(writer, format, pcm);
        }
        else
        {
            WriteQuickTime(writer, format, pcm);
        }
    }

    // pcmC, ISO/IEC 23003-5 §5.2.
    private static PcmFormat? ParseConfiguration(BoxReader content, bool isFloat)
    {
        content.ReadVersionAndFlags();
        var isLittleEndian = (content.ReadUInt8() & 1) != 0;
        return PcmFormat.Find(content.ReadUInt8(), isFloat, isLittleEndian);
    }

    // "Sound Sample Description Extensions", enda.
    private static bool IsLittleEndian(SampleEntryBoxes boxes, SampleEntryBoxes wave) =>
        ((boxes.TryFind("enda"u8, out var enda) || wave.TryFind("enda"u8, out enda)) && enda.ReadUInt16() == 1);

    private static void WriteIso(BoxWriter writer, TrackFormat format, PcmFormat pcm)
    {
        using var entry = writer.Box(pcm.IsFloat ? "fpcm"u8 : "ipcm"u8);
        new SoundDescription(0, format.Channels, pcm.Bits, format.SampleRate, 0).Write(writer);
        using (writer.FullBox("pcmC"u8))
        {
            writer.UInt8(pcm.IsLittleEndian ? (byte)1 : (byte)0);
            writer.UInt8((byte)pcm.Bits);
        }

        writer.Bytes(format.Extensions.Span);
    }

    // Version 0 for 16 bits; version 1 says the sizes of wider samples, and in "wave" their byte order.
    private static void WriteQuickTime(BoxWriter writer, TrackFormat format, PcmFormat pcm)
    {
        var letters = Encoding.ASCII.GetBytes(pcm.QuickTimeType);
        using var entry = writer.Box(letters);
        if (pcm.Bits == 16)
        {
            new SoundDescription(0, format.Channels, 16, format.SampleRate, 0).Write(writer);
        }
        else
        {
            new SoundDescription(1, format.Channels, 16, format.SampleRate, 0).Write(writer, 1, pcm.BytesPerSample, format.PcmSampleSize);
            using var wave = writer.Box("wave"u8);
            using (writer.Box("frma"u8))
            {
                writer.Bytes(letters);
            }

            using (writer.Box("enda"u8))
            {
                writer.UInt16(pcm.IsLittleEndian ? (ushort)1 : (ushort)0);
            }

            using var terminator = writer.Box("\0\0\0\0"u8);
        }

        ChannelLayoutBox.Write(writer, format);
    }

    // "Sound Sample Description (Version 2)".
    private static void WriteVersion2(BoxWriter writer, TrackFormat format, PcmFormat pcm)
    {
        using var entry = writer.Box("lpcm"u8);
        writer.Zeros(6);
        writer.UInt16(1); // data reference
        writer.UInt16(2);
        writer.Zeros(6);
        writer.UInt16(3);
        writer.UInt16(16);
        writer.UInt16(ushort.MaxValue - 1);
        writer.UInt16(0);
        writer.UInt32(0x0001_0000);
        writer.UInt32(72); // size of this structure
        writer.UInt64(BitConverter.DoubleToUInt64Bits(format.SampleRate));
        writer.UInt32((uint)format.Channels);
        writer.UInt32(0x7F00_0000);
        writer.UInt32((uint)pcm.Bits);
        writer.UInt32((pcm.IsFloat ? IsFloat : IsSigned) | (pcm.IsLittleEndian ? 0 : IsBigEndian) | IsPacked);
        writer.UInt32((uint)format.PcmSampleSize);
        writer.UInt32(1); // samples per packet
        ChannelLayoutBox.Write(writer, format);
    }
}

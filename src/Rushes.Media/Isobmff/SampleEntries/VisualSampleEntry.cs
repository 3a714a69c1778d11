using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>VisualSampleEntry, ISO/IEC 14496-12 §12.1.3: how pictures are coded.</summary>
internal static class VisualSampleEntry
{
    /// <param name="entry">The whole box.</param>
    public static TrackFormat Parse(ReadOnlyMemory<byte> entry)
    {
        var reader = new BoxReader(entry.Span, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        content.Skip(24); // reserved, data_reference_index, pre_defined
        var (width, height) = (content.ReadUInt16(), content.ReadUInt16());
        content.Skip(50);
        if (width == 0 || height == 0)
        {
            throw content.Malformed($"picture of {width}x{height}");
        }

        var boxes = new SampleEntryBoxes(entry[(entry.Length - content.Remaining)..], content.Path);
        var kind = SampleEntryKind.Find(type.ToString());
        var (codec, codecs, configuration) = kind is { Track: TrackKind.Video }
            ? boxes.Configuration(kind)
            : type.Is("mp4v"u8) ? ElementaryStreamDescriptor.ParseVideo(boxes.Require("esds"u8))
            : throw reader.Malformed(type.Is("encv"u8) ? "the picture is encrypted" : $"'{type}' is no coding of pictures that we know");
        return new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = codec,
            EntryType = type.ToString(),
            Codecs = codecs,
            Configuration = configuration,
            Width = width,
            Height = height,
            Picture = ParseProperties(boxes),
            Extensions = boxes.Others(kind?.Box ?? "esds", "colr", "pasp", "clap", "fiel", "mdcv", "clli", "btrt", "gama"),
        };
    }

    /// <summary>Our own entry: nothing of the encoder's but the configuration and what it says of the picture.</summary>
    public static void Write(BoxWriter writer, TrackFormat format, BitRates? rates, FileFlavour flavour)
    {
        var isQuickTime = flavour == FileFlavour.QuickTime;
        var entryType = isQuickTime && format.Codec == "mpeg2" ? "m2v1" : format.EntryType; // QuickTime File Format: MPEG-2, told by its own headers
        var kind = SampleEntryKind.Find(entryType);
        using var entry = writer.Box(System.Text.Encoding.ASCII.GetBytes(entryType));
        writer.Zeros(6);
        writer.UInt16(1); // data_reference_index
        writer.Zeros(8);
        writer.UInt32(0);
        writer.UInt32(isQuickTime ? 0x200u : 0); // QuickTime: spatial quality, normal
        writer.UInt16(checked((ushort)format.Width));
        writer.UInt16(checked((ushort)format.Height));
        writer.UInt32(0x0048_0000); // 72 dpi
        writer.UInt32(0x0048_0000);
        writer.UInt32(0);
        writer.UInt16(1); // frame_count
        writer.Zeros(32); // compressorname
        writer.UInt16(format.Codec is "prores-4444" or "prores-4444xq" ? (ushort)0x20 : (ushort)0x18); // with or without alpha
        writer.UInt16(0xFFFF);
        if (kind is null)
        {
            ElementaryStreamDescriptor.WriteVideo(writer, format.Configuration.Span, rates);
        }
        else if (kind.Box.Length > 0)
        {
            using var box = writer.Box(System.Text.Encoding.ASCII.GetBytes(kind.Box));
            writer.Bytes(format.Configuration.Span);
        }

        // Field order is QuickTime's; an index keeps it, too.
        WriteProperties(writer, format.Picture, isQuickTime, saysFields: isQuickTime || rates is null);
        writer.Bytes(format.Extensions.Span);
        if (!isQuickTime)
        {
            rates?.Write(writer);
        }
    }

    private static PictureProperties ParseProperties(SampleEntryBoxes boxes) => new()
    {
        Colour = boxes.TryFind("colr"u8, out var colr) ? Colour.Parse(colr) : null,
        PixelAspect = boxes.TryFind("pasp"u8, out var pasp) ? ParseAspect(pasp) : null,
        CleanAperture = boxes.TryFind("clap"u8, out var clap) ? CleanAperture.Parse(clap) : null,
        FieldOrder = boxes.TryFind("fiel"u8, out var fiel) ? FieldOrder.Parse(fiel) : null,
        MasteringDisplay = boxes.TryFind("mdcv"u8, out var mdcv) ? MasteringDisplay.Parse(mdcv) : null,
        ContentLight = boxes.TryFind("clli"u8, out var clli) ? ContentLight.Parse(clli) : null,
    };

    // pasp, §12.1.4.
    private static Rational? ParseAspect(BoxReader content)
    {
        var (horizontal, vertical) = (content.ReadUInt32(), content.ReadUInt32());
        return horizontal > 0 && vertical > 0 ? new Rational(horizontal, vertical) : null;
    }

    private static void WriteProperties(BoxWriter writer, PictureProperties picture, bool isQuickTime, bool saysFields)
    {
        if (saysFields)
        {
            picture.FieldOrder?.Write(writer);
        }

        picture.Colour?.Write(writer, isQuickTime);
        if (picture.PixelAspect is { } aspect)
        {
            using var box = writer.Box("pasp"u8);
            writer.UInt32(checked((uint)aspect.Numerator));
            writer.UInt32(checked((uint)aspect.Denominator));
        }

        picture.CleanAperture?.Write(writer);
        picture.MasteringDisplay?.Write(writer);
        picture.ContentLight?.Write(writer);
    }
}

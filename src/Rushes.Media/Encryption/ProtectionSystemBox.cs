using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary><c>pssh</c>, ISO/IEC 23001-7 §8.1. Version 1 lists key ids.</summary>
public static class ProtectionSystemBox
{
    private const int KeyIdSize = 16;

    /// <summary>A whole box, as key servers give it.</summary>
    /// <exception cref="MediaFormatException">It is not one <c>pssh</c>, or malformed.</exception>
    public static ProtectionSystem Parse(ReadOnlySpan<byte> box)
    {
        var reader = new BoxReader(box, 0, "data");
        if (!reader.TryReadBox(out var type, out var content) || !type.Is("pssh"u8) || reader.Remaining > 0)
        {
            throw new MediaFormatException("data: is not one pssh box", 0);
        }

        var version = content.ReadVersionAndFlags().Version;
        var systemId = new Guid(content.ReadBytes(16), bigEndian: true);
        var keyIds = version == 0 ? [] : ReadKeyIds(ref content);
        var size = content.ReadUInt32();
        return size == content.Remaining
            ? new ProtectionSystem(systemId, keyIds, content.ReadToEnd().ToArray())
            : throw content.Malformed($"says {size} bytes of data, has {content.Remaining}");
    }

    /// <summary>The whole box.</summary>
    public static byte[] ToBytes(ProtectionSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var writer = new BoxWriter();
        Write(writer, system);
        return writer.Written.ToArray();
    }

    internal static void Write(BoxWriter writer, ProtectionSystem system)
    {
        using var box = writer.FullBox("pssh"u8, version: system.KeyIds.Count == 0 ? (byte)0 : (byte)1);
        writer.Bytes(system.SystemId.ToByteArray(bigEndian: true));
        if (system.KeyIds.Count > 0)
        {
            writer.UInt32((uint)system.KeyIds.Count);
            foreach (var keyId in system.KeyIds)
            {
                writer.Bytes(keyId.ToByteArray(bigEndian: true));
            }
        }

        writer.UInt32((uint)system.Data.Length);
        writer.Bytes(system.Data.Span);
    }

    private static Guid[] ReadKeyIds(ref BoxReader content)
    {
        var count = content.ReadUInt32();
        if (count > content.Remaining / KeyIdSize)
        {
            throw content.Malformed($"claims {count} key ids, more than it can hold");
        }

        var keyIds = new Guid[count];
        for (var i = 0; i < keyIds.Length; i++)
        {
            keyIds[i] = new Guid(content.ReadBytes(KeyIdSize), bigEndian: true);
        }

        return keyIds;
    }
}

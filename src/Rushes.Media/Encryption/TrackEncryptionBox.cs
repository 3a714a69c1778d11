using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary><c>tenc</c>, ISO/IEC 23001-7 §8.2: defaults of a track. Version 1 has the pattern.</summary>
internal static class TrackEncryptionBox
{
    private const byte IsProtected = 1;

    public static TrackEncryption Parse(EncryptionScheme scheme, BoxReader content)
    {
        var version = content.ReadVersionAndFlags().Version;
        content.Skip(1);
        var pattern = content.ReadUInt8();
        if (content.ReadUInt8() != IsProtected)
        {
            throw content.Malformed("says that samples are not protected by default");
        }

        var ivSize = content.ReadUInt8();
        var keyId = new Guid(content.ReadBytes(16), bigEndian: true);
        return new TrackEncryption(
            scheme, keyId, ReadPattern(content, version, pattern), ivSize, ReadConstantIv(ref content, scheme, ivSize));
    }

    public static void Write(BoxWriter writer, TrackEncryption track)
    {
        var hasPattern = track.Scheme == EncryptionScheme.Cbcs;
        using var box = writer.FullBox("tenc"u8, version: hasPattern ? (byte)1 : (byte)0);
        writer.UInt8(0);
        writer.UInt8((byte)((track.Pattern.Crypt << 4) | track.Pattern.Skip));
        writer.UInt8(IsProtected);
        writer.UInt8((byte)track.IvSize);
        writer.Bytes(track.KeyId.ToByteArray(bigEndian: true));
        if (track.IvSize == 0)
        {
            writer.UInt8((byte)track.ConstantIv.Length);
            writer.Bytes(track.ConstantIv.Span);
        }
    }

    private static BlockPattern ReadPattern(BoxReader content, byte version, byte bits)
    {
        var pattern = version == 0 ? BlockPattern.Full : new BlockPattern(bits >> 4, bits & 0xF);
        return pattern is { Crypt: 0, Skip: > 0 } ? throw content.Malformed("has a pattern that encrypts nothing") : pattern;
    }

    private static byte[] ReadConstantIv(ref BoxReader content, EncryptionScheme scheme, byte ivSize)
    {
        var isConstant = scheme == EncryptionScheme.Cbcs;
        var size = ivSize == 0 ? content.ReadUInt8() : ivSize;
        var isKnown = isConstant ? ivSize == 0 && size == 16 : ivSize is 8 or 16;
        if (!isKnown)
        {
            throw content.Malformed($"has an IV of {size} bytes, {(ivSize == 0 ? "constant" : "for each sample")}, for {scheme.Name()}");
        }

        return isConstant ? content.ReadBytes(size).ToArray() : [];
    }
}

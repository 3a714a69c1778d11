using System.Buffers.Binary;

namespace Rushes.Media.Isobmff;

/// <summary>
/// Writes boxes into memory, big-endian. The size of a box is filled in when its scope ends; only small boxes (all but
/// <c>mdat</c>) are made here, so nothing that has gone to the output is ever patched.
/// </summary>
internal sealed class BoxWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>A box (ISO/IEC 14496-12 §4.2.2) around what is written until the scope ends.</summary>
    public Scope Box(ReadOnlySpan<byte> letters)
    {
        var start = _length;
        UInt32(0);
        Bytes(letters);
        return new Scope(this, start);
    }

    /// <summary>A box with version and flags (§4.2.2).</summary>
    public Scope FullBox(ReadOnlySpan<byte> letters, byte version = 0, uint flags = 0)
    {
        var scope = Box(letters);
        UInt32(((uint)version << 24) | flags);
        return scope;
    }

    public void UInt8(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    /// <summary>A field that is wide in version 1 of its box.</summary>
    public void Duration(long ticks, bool isLong)
    {
        if (isLong)
        {
            UInt64((ulong)ticks);
        }
        else
        {
            UInt32((uint)ticks);
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A count that is known only behind what it counts.</summary>
    public Reserved ReserveUInt32()
    {
        var position = _length;
        UInt32(0);
        return new Reserved(this, position);
    }

    public void Zeros(int count) => Take(count).Clear();

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        var taken = _bytes.AsSpan(_length, count);
        _length += count;
        return taken;
    }

    private void Close(int start) =>
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(start), (uint)(_length - start));

    /// <summary>An open box; its size is known when this is disposed.</summary>
    internal readonly ref struct Scope(BoxWriter writer, int start)
    {
        public void Dispose() => writer.Close(start);
    }

    /// <summary>A field that is still to be filled in.</summary>
    internal readonly struct Reserved(BoxWriter writer, int position)
    {
        public void Set(uint value) => BinaryPrimitives.WriteUInt32BigEndian(writer._bytes.AsSpan(position), value);
    }
}

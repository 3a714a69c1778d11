using Rushes.Media.Bitstreams.Vp9;

namespace Rushes.Media.Encryption;

/// <summary>
/// VP codec ISO media file format binding, "Sample Encryption": the uncompressed header of each frame and the superframe index are
/// clear; the protected bytes of each frame are whole blocks. The binding knows cenc alone; in cbcs we do the same, as
/// shaka-packager does.
/// </summary>
internal sealed class Vp9SubsampleRule : ISubsampleRule
{
    private readonly Vp9FrameState _state = new();

    public void Divide(ReadOnlySpan<byte> sample, SubsampleMap map)
    {
        var position = 0;
        var frames = new Vp9Superframe(sample);
        while (frames.TryRead(out var offset, out var size))
        {
            var header = _state.Read(sample.Slice(offset, size)).HeaderBytes;
            var over = (size - header) % TrackEncryption.BlockSize;
            map.AddClear(offset - position + header + over);
            map.AddProtected(size - header - over);
            position = offset + size;
        }

        map.AddClear(sample.Length - position);
    }
}

using Rushes.Media.Bitstreams.Av1;

namespace Rushes.Media.Encryption;

/// <summary>
/// AV1 codec ISO media file format binding §5.1: the decode_tile structures are protected, each as a subsample of its own; OBU
/// headers and sizes, frame headers, tile sizes and all other OBUs are clear.
/// </summary>
internal sealed class Av1SubsampleRule : ISubsampleRule
{
    private readonly Av1FrameState _state = new();

    /// <param name="configuration">Its sequence header is in force until a sample has one.</param>
    public Av1SubsampleRule(Av1DecoderConfiguration configuration)
    {
        var obus = new Av1ObuReader(configuration.ConfigObus.Span);
        while (obus.TryRead(out var obu))
        {
            _state.Read(obu);
        }
    }

    public void Divide(ReadOnlySpan<byte> sample, SubsampleMap map)
    {
        var position = 0;
        var obus = new Av1ObuReader(sample);
        while (obus.TryRead(out var obu))
        {
            if (_state.Read(obu) is not { Tiles: > 0 } frame)
            {
                continue;
            }

            var payload = obu.Offset + obu.HeaderSize;
            var tiles = frame.ReadTiles(obu.Payload);
            while (tiles.TryRead(out var offset, out var size))
            {
                map.AddClear(payload + offset - position);
                map.AddProtected(size);
                position = payload + offset + size;
            }
        }

        map.AddClear(sample.Length - position);
    }
}

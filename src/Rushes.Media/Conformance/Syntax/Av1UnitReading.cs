using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Sei;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What has been seen of one temporal unit of AV1.</summary>
internal sealed class Av1UnitReading
{
    private const int AllSlots = 255;

    private int _layer = -1;

    public HdrMetadata Hdr { get; } = new();

    /// <summary>Frames that are decoded.</summary>
    public int Frames { get; private set; }

    /// <summary>Frames that are shown; those of the spatial layers of one are one.</summary>
    public int Shown { get; private set; }

    /// <summary>The first frame is a key frame that is shown at once, and nothing before it is needed (§7.6.2).</summary>
    public bool IsKey { get; private set; }

    /// <summary>A key frame that was sent before is shown.</summary>
    public bool StartsSequence { get; private set; }

    public int? OrderHint { get; private set; }

    public int TileColumns { get; private set; }

    public int TileRows { get; private set; }

    public long FrameBits { get; private set; }

    public bool IsMalformed { get; set; }

    public void Take(Av1Obu obu, Av1FrameObu? coded, Av1SequenceHeader? sequence)
    {
        FrameBits += obu.Type is Av1ObuType.Frame or Av1ObuType.FrameHeader or Av1ObuType.TileGroup ? obu.Size * 8L : 0;
        if (coded is not { Header: var header } || obu.Type is not (Av1ObuType.Frame or Av1ObuType.FrameHeader))
        {
            return;
        }

        var isFirst = Frames == 0 && Shown == 0;
        Frames += header.ShowsExisting ? 0 : 1;
        if (header.IsShown)
        {
            Shown += _layer >= 0 && obu.SpatialLayer > _layer ? 0 : 1;
            _layer = obu.SpatialLayer;
            OrderHint = header.OrderHint;
            IsKey |= isFirst && header is { FrameType: Av1FrameType.Key, ShowsExisting: false, RefreshedSlots: AllSlots } && sequence is not null;
            StartsSequence |= header is { FrameType: Av1FrameType.Key, ShowsExisting: true };
        }

        (TileColumns, TileRows) = (Math.Max(TileColumns, header.Tiles.Columns), Math.Max(TileRows, header.Tiles.Rows));
    }
}

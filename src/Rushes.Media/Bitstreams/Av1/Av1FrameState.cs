namespace Rushes.Media.Bitstreams.Av1;

/// <summary>What frame headers need to know of the frames before them: the sequence header and the eight reference slots.</summary>
internal sealed class Av1FrameState
{
    private readonly Av1Reference[] _slots = new Av1Reference[8];
    private Av1FrameHeader _frame;
    private int _tilesLeft;

    public Av1SequenceHeader? Sequence { get; private set; }

    /// <summary>Tiles of the last frame that have not come.</summary>
    public int TilesLeft => _tilesLeft;

    /// <summary>Takes in an OBU, and says where its tile data lie.</summary>
    /// <param name="obu">The next one in decoding order, whatever its type.</param>
    /// <returns>
    /// For a frame header or a frame, the header, with what follows it; for a tile group the header that it belongs to; null for others.
    /// </returns>
    /// <exception cref="MediaFormatException">It is malformed, or the frames that it needs have not been read.</exception>
    public Av1FrameObu? Read(Av1Obu obu)
    {
        switch (obu.Type)
        {
            case Av1ObuType.SequenceHeader:
                Sequence = Av1SequenceHeader.Parse(obu.Payload);
                return null;
            case Av1ObuType.TemporalDelimiter:
                _tilesLeft = 0;
                return null;
            case Av1ObuType.FrameHeader or Av1ObuType.RedundantFrameHeader:
                return new Av1FrameObu(ReadHeader(obu), obu.Payload.Length);
            case Av1ObuType.Frame:
                var frame = ReadHeader(obu);
                return ReadTileGroup(obu, (int)((frame.HeaderBits + 7) / 8));
            case Av1ObuType.TileGroup:
                return ReadTileGroup(obu, 0);
            default:
                return null;
        }
    }

    private Av1FrameHeader ReadHeader(Av1Obu obu)
    {
        // frame_header_obu (§5.9.1): while tiles are missing, a header is a copy of the last one.
        if (_tilesLeft > 0)
        {
            return _frame;
        }

        var bits = new BitReader(obu.Payload, "AV1 frame header");
        var sequence = Sequence ?? throw bits.Malformed("no sequence header stands before it");
        _frame = new Av1FrameParser(sequence, _slots, obu.TemporalLayer, obu.SpatialLayer).Read(ref bits);
        _tilesLeft = _frame.ShowsExisting ? 0 : _frame.Tiles.Count;
        Refresh();
        return _frame;
    }

    // Reference frame update process (§7.20): nothing that is kept hangs on the tiles.
    private void Refresh()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (((_frame.RefreshedSlots >> i) & 1) == 1)
            {
                _slots[i] = new Av1Reference
                {
                    FrameType = _frame.FrameType,
                    UpscaledWidth = _frame.UpscaledWidth,
                    FrameHeight = _frame.FrameHeight,
                    OrderHint = _frame.OrderHint,
                    Segments = _frame.Segments,
                };
            }
        }
    }

    // tile_group_obu (§5.11.1) up to its first tile.
    private Av1FrameObu ReadTileGroup(Av1Obu obu, int start)
    {
        if (_tilesLeft == 0 || start > obu.Payload.Length)
        {
            throw new MediaFormatException("AV1 tile group: no frame header stands before it", obu.Offset);
        }

        var bits = new BitReader(obu.Payload[start..], "AV1 tile group");
        var (first, last) = (_frame.Tiles.Count - _tilesLeft, _frame.Tiles.Count - 1);
        if (_frame.Tiles.Count > 1 && bits.ReadFlag())
        {
            var size = _frame.Tiles.ColumnsLog2 + _frame.Tiles.RowsLog2;
            (first, last) = (bits.Read(size), bits.Read(size));
        }

        if (last < first || last >= _frame.Tiles.Count || first != _frame.Tiles.Count - _tilesLeft)
        {
            throw bits.Malformed($"tiles {first} to {last} of {_frame.Tiles.Count}");
        }

        _tilesLeft -= last - first + 1;
        return new Av1FrameObu(_frame, start + bits.BytesTouched, last - first + 1);
    }
}

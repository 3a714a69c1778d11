namespace Rushes.Media.Bitstreams.Av1;

/// <summary>A frame header, and the tiles that its OBU holds.</summary>
/// <param name="Header">Of the frame.</param>
/// <param name="TileStart">Of the size of the first tile, or of the tile itself, in the OBU's payload; its length without tiles.</param>
/// <param name="Tiles">How many this OBU holds; 0 for a header alone.</param>
internal readonly record struct Av1FrameObu(Av1FrameHeader Header, int TileStart, int Tiles = 0)
{
    /// <param name="payload">Of the OBU.</param>
    public Av1TileReader ReadTiles(ReadOnlySpan<byte> payload) => new(payload, TileStart, Tiles, Header.Tiles.SizeBytes);
}

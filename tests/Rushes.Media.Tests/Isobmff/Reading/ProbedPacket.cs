using System.Globalization;
using System.Text.Json;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>A packet as ffprobe prints it; for uncompressed sound it holds many samples.</summary>
internal sealed record ProbedPacket(int Stream, long Offset, long Size, long? DecodeTime, long? PresentationTime, string Flags)
{
    public bool IsKey => Flags.Contains('K', StringComparison.Ordinal);

    /// <summary>Decoded, and not shown.</summary>
    public bool IsDiscarded => Flags.Contains('D', StringComparison.Ordinal);

    public static ProbedPacket Parse(JsonElement packet) => new(
        packet.GetProperty("stream_index").GetInt32(),
        packet.TryGetProperty("pos", out var offset) ? long.Parse(offset.GetString()!, CultureInfo.InvariantCulture) : -1,
        long.Parse(packet.GetProperty("size").GetString()!, CultureInfo.InvariantCulture),
        packet.TryGetProperty("dts", out var dts) ? dts.GetInt64() : null,
        packet.TryGetProperty("pts", out var pts) ? pts.GetInt64() : null,
        packet.GetProperty("flags").GetString()!);
}

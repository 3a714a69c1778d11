using System.Globalization;
using System.Text.Json;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>A stream as ffprobe describes it, with its packets in decode order.</summary>
internal sealed record ProbedTrack(JsonElement Stream, IReadOnlyList<ProbedPacket> Packets)
{
    public uint Id => uint.Parse(Stream.GetProperty("id").GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public bool IsDefault => Stream.GetProperty("disposition").GetProperty("default").GetInt32() == 1;

    /// <summary>Nine numbers; empty when the picture stands upright.</summary>
    public string DisplayMatrix => Stream.TryGetProperty("side_data_list", out var list)
        ? string.Join(' ', list.EnumerateArray()
            .Select(data => data.TryGetProperty("displaymatrix", out var matrix) ? matrix.GetString()! : "")
            .SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        : "";

    public string? Text(string name) => Stream.TryGetProperty(name, out var value) ? value.ToString() : null;

    public string? Tag(string name) =>
        Stream.TryGetProperty("tags", out var tags) && tags.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>All streams of a file; null when ffprobe refuses it.</summary>
    public static async Task<IReadOnlyList<ProbedTrack>?> ReadAsync(string path, params string[] options)
    {
        if (await FFprobe.TryReadAsync([.. options, "-show_streams", "-show_packets", path]) is not { } found)
        {
            return null;
        }

        var packets = found.GetProperty("packets").EnumerateArray().Select(ProbedPacket.Parse).ToLookup(packet => packet.Stream);
        return [.. found.GetProperty("streams").EnumerateArray()
            .Select(stream => new ProbedTrack(stream, [.. packets[stream.GetProperty("index").GetInt32()]]))];
    }
}

using Rushes.Media.Bitstreams;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>What parsers read of a stream with start codes: the beginning of each unit.</summary>
internal static class StreamUnits
{
    private const int FileBytes = 1 << 18;
    private const int UnitBytes = 96;
    private const int Units = 40;

    public static byte[] Cut(string path)
    {
        using var file = File.OpenRead(path);
        var stream = new byte[Math.Min(file.Length, FileBytes)];
        file.ReadExactly(stream);
        using var kept = new MemoryStream();
        var units = new AnnexBNalUnits(stream);
        for (var i = 0; i < Units && units.TryRead(out var unit); i++)
        {
            kept.Write([0, 0, 1]);
            kept.Write(unit.Bytes[..Math.Min(unit.Bytes.Length, UnitBytes)]);
        }

        return kept.ToArray();
    }
}

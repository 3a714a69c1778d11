using System.Collections.Frozen;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance;

/// <summary>The colour that is to be signalled, by the code points of ISO/IEC 23091-2. What is null is not looked at.</summary>
/// <param name="ChromaLocation">Chroma420SampleLocType: 0 left, 1 centre, 2 top left, ….</param>
public sealed record ColourPromise(ushort? Primaries, ushort? Transfer, ushort? Matrix, bool? FullRange, int? ChromaLocation)
{
    private static readonly string[] Locations = ["left", "center", "topleft", "top", "bottomleft", "bottom"];

    private static readonly string[] Unspecified = ["unknown", "unspecified"];

    public static ColourPromise None { get; } = new(null, null, null, null, null);

    /// <summary>By FFmpeg, as those of the other three.</summary>
    public static IReadOnlyList<string> PrimariesNames { get; } = [.. ColourNames.Primaries.Keys.Order(StringComparer.Ordinal), .. Unspecified];

    public static IReadOnlyList<string> TransferNames { get; } = [.. ColourNames.Transfers.Keys.Order(StringComparer.Ordinal), .. Unspecified];

    public static IReadOnlyList<string> MatrixNames { get; } = [.. ColourNames.Matrices.Keys.Order(StringComparer.Ordinal), .. Unspecified];

    public static IReadOnlyList<string> ChromaLocationNames => Locations;

    /// <summary>From the names that FFmpeg prints; a name that is empty is not looked at.</summary>
    /// <exception cref="ArgumentException">A name is not known.</exception>
    public static ColourPromise FromNames(string range, string primaries, string transfer, string matrix, string chromaLocation) => new(
        Find(ColourNames.Primaries, primaries),
        Find(ColourNames.Transfers, transfer),
        Find(ColourNames.Matrices, matrix),
        range switch { "" => null, "tv" or "limited" or "mpeg" => false, "pc" or "full" or "jpeg" => true, _ => throw Unknown(range) },
        chromaLocation is "" or "unspecified" ? null : Array.IndexOf(Locations, chromaLocation) is >= 0 and var at ? at : throw Unknown(chromaLocation));

    private static ushort? Find(FrozenDictionary<string, ushort> names, string name) =>
        name is "" or "reserved" ? null : Unspecified.Contains(name) ? (ushort)2 : names.TryGetValue(name, out var code) ? code : throw Unknown(name);

    private static ArgumentException Unknown(string name) => new($"'{name}' is no name of a colour property.");
}

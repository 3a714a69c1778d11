using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Rushes.Platform.Rpc.Json;

/// <summary>Numbers, texts, truth values and bytes of JSON as fields of a message take them.</summary>
internal static class JsonScalars
{
    private const NumberStyles Floating = NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite);

    /// <summary>Null: the value cannot be of the type.</summary>
    public static object? Read(JsonElement json, FieldType type) => type switch
    {
        FieldType.Bool => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
        FieldType.String => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
        FieldType.Bytes => json.ValueKind == JsonValueKind.String ? Bytes(json.GetString()!) : null,
        _ => json.ValueKind is JsonValueKind.Number or JsonValueKind.String ? Number(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(), type) : null,
    };

    /// <summary>Names in objects are texts, whatever the key of the map is.</summary>
    public static object? ReadKey(string name, FieldType type) => type switch
    {
        FieldType.String => name,
        FieldType.Bool => bool.TryParse(name, out var flag) ? flag : null,
        _ => Number(name, type),
    };

    public static string Expected(FieldType type) => type switch
    {
        FieldType.Bool => "true or false",
        FieldType.String => "a text",
        FieldType.Bytes => "bytes in base64",
        FieldType.Float or FieldType.Double => "a number",
        FieldType.UInt32 or FieldType.Fixed32 => "a whole number of 32 bits, not negative",
        FieldType.UInt64 or FieldType.Fixed64 => "a whole number of 64 bits, not negative",
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => "a whole number of 32 bits",
        _ => "a whole number of 64 bits",
    };

    private static object? Number(string text, FieldType type) => type switch
    {
        // Without the cast all arms would become doubles.
        FieldType.Double => (object?)Double(text),
        FieldType.Float => Double(text) is { } value && (!double.IsFinite(value) || float.IsFinite((float)value)) ? (float)value : null,
        FieldType.UInt32 or FieldType.Fixed32 => Whole(text) is { } value and >= uint.MinValue and <= uint.MaxValue ? (uint)value : null,
        FieldType.UInt64 or FieldType.Fixed64 => Whole(text) is { } value and >= ulong.MinValue and <= ulong.MaxValue ? (ulong)value : null,
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Whole(text) is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : null,
        _ => Whole(text) is { } value and >= long.MinValue and <= long.MaxValue ? (long)value : null,
    };

    /// <summary>Also 1.0 and 1e3, which say the same.</summary>
    private static decimal? Whole(string text) =>
        decimal.TryParse(text, Floating, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number) ? number : null;

    private static double? Double(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, Floating, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    /// <summary>Also in the alphabet of URLs, with or without padding.</summary>
    private static ByteString? Bytes(string text)
    {
        try
        {
            var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            return ByteString.FromBase64(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace Rushes.Packaging.Keys;

/// <summary>Values of a keys file; null for what is not one.</summary>
internal static class KeyValues
{
    public const string UuidForm = "a UUID or 32 hexadecimal digits";
    public const string AttributeForm = "text without quotes and line breaks";

    public static Guid? Uuid(string text) =>
        Guid.TryParseExact(text, "D", out var id) || Guid.TryParseExact(text, "N", out id) ? id : null;

    public static byte[]? Hexadecimal16(string text) =>
        text.Length == 32 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    /// <summary>What may stand in a quoted attribute of HLS (RFC 8216 §4.2).</summary>
    public static string? Attribute(string text) => text.Any(letter => letter == '"' || char.IsControl(letter)) ? null : text;

    /// <summary>KEYFORMATVERSIONS: "1", "1/2/5" (RFC 8216 §4.3.2.4).</summary>
    public static string? Versions(string text) =>
        text.Split('/').All(version => version.Length is > 0 and < 10 && version.All(char.IsAsciiDigit)) ? text : null;

    /// <summary>In milliseconds: a whole number and ms, s or m.</summary>
    public static long? Duration(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var scale = text[digits..] switch { "ms" => 1, "s" => 1_000, "m" => 60_000, _ => 0 };
        return scale > 0 && int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (long)count * scale
            : null;
    }
}

using System.Globalization;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>One version of one fact. As text: <c>encoded/1080p@2</c>, or <c>ladder@1</c> where the key is empty.</summary>
internal readonly record struct FactId(string Kind, string Key, long Version)
{
    public const int LongestKey = 200;

    /// <exception cref="ArgumentException">The key is too long, or has control characters.</exception>
    public static string CheckKey(string kind, string key) => key.Length <= LongestKey && !key.Any(char.IsControl)
        ? key
        : throw new ArgumentException($"The key of a fact '{kind}' has more than {LongestKey} characters, or a control character: '{key}'.", nameof(key));

    public static FactId Parse(string text)
    {
        var version = text.LastIndexOf('@');
        var name = text[..version].Split('/');
        return new FactId(
            name[0], name.Length == 1 ? "" : Uri.UnescapeDataString(name[1]), long.Parse(text.AsSpan(version + 1), CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}{(Key.Length == 0 ? "" : "/")}{Uri.EscapeDataString(Key)}@{Version}");

    /// <summary>For people: <c>encoded 1080p v2</c>.</summary>
    public string ForPeople() => string.Create(CultureInfo.InvariantCulture, $"{Kind}{(Key.Length == 0 ? "" : " ")}{Key} v{Version}");
}

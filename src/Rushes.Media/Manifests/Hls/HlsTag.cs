using System.Globalization;
using System.Text;

namespace Rushes.Media.Manifests.Hls;

/// <summary>A tag with a list of attributes (RFC 8216bis §4.2), in the order in which they are added.</summary>
internal sealed class HlsTag(string name)
{
    private readonly StringBuilder _text = new($"#{name}:");
    private bool _hasAttribute;

    /// <summary>An attribute that is a word or a number.</summary>
    public HlsTag Plain(string attribute, FormattableString value) => Add(attribute, FormattableString.Invariant(value));

    /// <summary>A quoted string, left out when null; it can hold no quote and no line end.</summary>
    public HlsTag Quoted(string attribute, string? value) =>
        value is null ? this : Add(attribute, $"\"{value.Replace('"', '\'').ReplaceLineEndings(" ")}\"");

    public HlsTag Yes(string attribute, bool value) => Add(attribute, value ? "YES" : "NO");

    public override string ToString() => _text.ToString();

    private HlsTag Add(string attribute, string value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{(_hasAttribute ? "," : "")}{attribute}={value}");
        _hasAttribute = true;
        return this;
    }
}

namespace Rushes.Media.Manifests.Hls;

/// <summary>Names of a group, which have to differ (RFC 8216bis §4.4.6.1.1).</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Add(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
        {
            unique = FormattableString.Invariant($"{name} {i}");
        }

        return unique;
    }
}

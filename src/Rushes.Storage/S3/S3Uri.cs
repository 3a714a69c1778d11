using System.Text.RegularExpressions;

namespace Rushes.Storage.S3;

/// <summary>
/// <c>s3://BUCKET/KEY</c>, each segment of the key escaped. Read by hand, because <see cref="Uri"/> would resolve dots,
/// escaped ones too.
/// </summary>
internal static partial class S3Uri
{
    public const string Scheme = "s3://";

    public static string Write(S3Address address) =>
        $"{Scheme}{address.Bucket}/{string.Join('/', address.Key.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Null: it is none.</summary>
    public static S3Address? TryParse(string uri) =>
        Split(uri) is (var bucket, var key) && ObjectKey.IsOne(key) ? new S3Address(bucket, key) : null;

    /// <summary>Null: it names no store. The key of a store is empty or ends with a slash.</summary>
    public static S3Address? TryParseStore(string uri) => Split(uri) is not (var bucket, var key) ? null
        : key.TrimEnd('/') is not { Length: > 0 } prefix ? new S3Address(bucket, "")
        : ObjectKey.IsOne(prefix) ? new S3Address(bucket, prefix + "/")
        : null;

    private static (string Bucket, string Key)? Split(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = uri[Scheme.Length..].Split('/', 2);
        return BucketName().IsMatch(parts[0]) ? (parts[0], Uri.UnescapeDataString(parts.Length == 2 ? parts[1] : "")) : null;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}

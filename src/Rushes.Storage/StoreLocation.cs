using Microsoft.Extensions.Logging;
using Rushes.Storage.Local;
using Rushes.Storage.S3;

namespace Rushes.Storage;

/// <summary>
/// Where objects are kept: <c>file:///FOLDER</c> or <c>s3://BUCKET/PREFIX</c>, the latter with <c>?endpoint=URL</c> and
/// <c>&amp;region=NAME</c> where it is not what the settings of the AWS tools say (<c>AWS_ENDPOINT_URL_S3</c>,
/// <c>AWS_ENDPOINT_URL</c>, <c>AWS_REGION</c>, profiles). Credentials come from there only, never from this text.
/// </summary>
public abstract record StoreLocation
{
    private const string Usage = "Say file:///FOLDER or s3://BUCKET/PREFIX[?endpoint=URL&region=NAME].";

    private StoreLocation()
    {
    }

    /// <exception cref="FormatException">The text names neither; every reason is named.</exception>
    public static StoreLocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(S3Uri.Scheme, StringComparison.Ordinal) ? ParseBucket(text)
            : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { IsFile: true, Host: "", Query: "" } && text.StartsWith("file://", StringComparison.Ordinal)
                ? new LocalFolder(Path.GetFullPath(uri.LocalPath))
                : throw new FormatException($"{Shown(text)} is no store. {Usage}");
    }

    /// <summary>Opens the store. Nothing is asked of a server yet.</summary>
    /// <param name="readable">What may be read outside of the store: files by path or URI, and with a slash at the end all below; in S3, whatever begins so.</param>
    /// <param name="time">The clock of time limits and pauses.</param>
    /// <param name="logging">Told what had to be tried again.</param>
    /// <exception cref="StoreException">The settings of the AWS tools name no region or no endpoint.</exception>
    public abstract IObjectStore Open(IReadOnlyCollection<string> readable, TimeProvider time, ILoggerFactory logging);

    private static S3Bucket ParseBucket(string text)
    {
        var (place, query) = text.Split('?', 2) is [var left, var right] ? (left, right) : (text, "");
        List<string> problems = [];
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (var setting in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var first, var second] ? (first, Uri.UnescapeDataString(second)) : (setting, "");
            if (name is not ("endpoint" or "region") || value.Length == 0 || !settings.TryAdd(name, value))
            {
                problems.Add($"'{name}' is no setting of it, has no value, or is there twice.");
            }
        }

        if (S3Uri.TryParseStore(place) is not { } root)
        {
            problems.Add("It names no bucket and prefix.");
            root = new S3Address("", "");
        }

        var endpoint = settings.TryGetValue("endpoint", out var url) ? ParseEndpoint(url, problems) : null;
        return problems.Count == 0
            ? new S3Bucket(root.Bucket, root.Key, endpoint, settings.GetValueOrDefault("region"))
            : throw new FormatException($"{Shown(place)} is no store. {string.Join(' ', problems)} {Usage}");
    }

    /// <summary>Who writes credentials into it by mistake shall not find them in a log.</summary>
    private static string Shown(string text) => text.Contains('@') || text.Contains('?') ? "This" : $"'{text}'";

    private static Uri? ParseEndpoint(string url, List<string> problems)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            && endpoint is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" })
        {
            return endpoint;
        }

        problems.Add("The endpoint is no plain URL like https://host:port; credentials do not belong into it.");
        return null;
    }

    /// <param name="Path">Made when absent.</param>
    public sealed record LocalFolder(string Path) : StoreLocation
    {
        /// <inheritdoc/>
        public override IObjectStore Open(IReadOnlyCollection<string> readable, TimeProvider time, ILoggerFactory logging) =>
            new LocalObjectStore(Path, readable);
    }

    /// <param name="Bucket">Is there already.</param>
    /// <param name="Prefix">Of all keys, with a slash at its end; or empty.</param>
    /// <param name="Endpoint">Null: as the settings of the AWS tools say.</param>
    /// <param name="Region">Null: as the settings of the AWS tools say.</param>
    public sealed record S3Bucket(string Bucket, string Prefix, Uri? Endpoint, string? Region) : StoreLocation
    {
        /// <inheritdoc/>
        public override IObjectStore Open(IReadOnlyCollection<string> readable, TimeProvider time, ILoggerFactory logging) =>
            new S3ObjectStore(this, readable, new S3Settings(), time, logging);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Contracts.Webhooks;

/// <summary>
/// Signs webhooks as standardwebhooks.com describes: HMAC-SHA256 over <c>id.timestamp.body</c>, so that neither can be changed
/// and an old message is known to be old.
/// </summary>
public sealed class WebhookSecret
{
    public const string IdHeader = "webhook-id";

    /// <summary>Seconds since 1970 UTC.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>One or several, with spaces between them, while a secret is being replaced.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>Reads <c>whsec_</c> and 24 to 64 bytes in base64; null: it is none.</summary>
    public static WebhookSecret? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new byte[MostBytes];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length >= FewestBytes
            ? new WebhookSecret(key[..length])
            : null;
    }

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body) => Version + Convert.ToBase64String(Hash(id, timestamp, body));

    /// <summary>One of the signatures is by this secret. Takes as long whether it is or not.</summary>
    public bool HasSigned(string id, long timestamp, ReadOnlySpan<byte> body, string signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var expected = Encoding.ASCII.GetBytes(Sign(id, timestamp, body));
        var found = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected);
        }

        return found;
    }

    private byte[] Hash(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

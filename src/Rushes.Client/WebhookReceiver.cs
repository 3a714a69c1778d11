using System.Globalization;
using Rushes.Contracts.Webhooks;

namespace Rushes.Client;

/// <summary>What to make of a message that says it is a webhook.</summary>
public enum WebhookVerdict
{
    /// <summary>It is what the server has sent, now and for the first time.</summary>
    Genuine,

    /// <summary>A header is missing or is not what it should be.</summary>
    Malformed,

    /// <summary>None of the known secrets has signed it.</summary>
    WrongSignature,

    /// <summary>It is too old, or from the future: somebody may have kept it.</summary>
    OutOfTime,

    /// <summary>It has come before. Answer as then, and do nothing.</summary>
    Replayed,
}

/// <summary>
/// Checks webhooks before anybody believes them. Remembers what has come for as long as it would still be taken; several
/// receivers behind one address must share that themselves.
/// </summary>
/// <param name="secrets">Any of them may have signed: two, while one is being replaced.</param>
/// <param name="time">The clock that timestamps are held against.</param>
public sealed class WebhookReceiver(IReadOnlyList<WebhookSecret> secrets, TimeProvider time)
{
    /// <summary>How far clocks may be apart, and a message may be on its way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = [];

    /// <param name="header">A header of the message by its name; null: it has none.</param>
    /// <param name="body">As it came, byte by byte: what was parsed and written again has another signature.</param>
    public WebhookVerdict Check(Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header(WebhookSecret.IdHeader) is not { Length: > 0 } id || header(WebhookSecret.SignatureHeader) is not { } signatures
            || !long.TryParse(header(WebhookSecret.TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || timestamp > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return WebhookVerdict.Malformed;
        }

        var signed = false;
        foreach (var secret in secrets)
        {
            signed |= secret.HasSigned(id, timestamp, body, signatures);
        }

        return signed ? Accept(id, DateTimeOffset.FromUnixTimeSeconds(timestamp)) : WebhookVerdict.WrongSignature;
    }

    /// <summary>Whoever could not do what the message asks for lets it come again.</summary>
    public void Forget(string id)
    {
        lock (_lock)
        {
            _seen.Remove(id);
        }
    }

    private WebhookVerdict Accept(string id, DateTimeOffset sent)
    {
        var now = time.GetUtcNow();
        if ((now - sent).Duration() > Tolerance)
        {
            return WebhookVerdict.OutOfTime;
        }

        lock (_lock)
        {
            foreach (var (old, _) in _seen.Where(seen => now - seen.Value > 2 * Tolerance).ToList())
            {
                _seen.Remove(old);
            }

            return _seen.TryAdd(id, now) ? WebhookVerdict.Genuine : WebhookVerdict.Replayed;
        }
    }
}

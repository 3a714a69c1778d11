using System.Globalization;
using Rushes.Contracts.Webhooks;
using Rushes.Platform.Functions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Platform.Rpc.Access;

/// <summary>
/// Who may call, and what webhooks are signed with. A file for the owner's eyes only:
/// <code>
/// tokens:
///   - name: studio
///     sha256: 5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8    # of the token
///     roles: [submit, read]
///     expires: 2031-01-01T00:00:00Z
/// webhookSecrets:
///   - name: studio
///     secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
/// </code>
/// </summary>
/// <param name="Tokens">With names of their own.</param>
/// <param name="WebhookSecrets">By their names.</param>
public sealed record AccessFile(IReadOnlyList<AccessToken> Tokens, IReadOnlyDictionary<string, WebhookSecret> WebhookSecrets)
{
    private const int HashBytes = 32;

    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">Its name, for the messages.</param>
    /// <exception cref="FormatException">One line for each error: <c>file:line: what is wrong</c>. No secret is in it.</exception>
    public static AccessFile Parse(string yaml, string file)
    {
        List<ManifestError> errors = [];
        var parsed = Load(yaml, errors) is { } root ? Read(root) : null;
        return errors.Count == 0 && parsed is not null
            ? parsed
            : throw new FormatException(string.Join('\n', errors.OrderBy(error => error.Line).Select(error => $"{file}:{error.Line}: {error.Message}")));
    }

    private static ManifestMapping? Load(string yaml, List<ManifestError> errors)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new ManifestMapping(root, errors);
            }

            errors.Add(new ManifestError(1, "There must be one mapping of keys to values."));
        }
        catch (YamlException exception)
        {
            // Its message would show the line.
            errors.Add(new ManifestError(exception.Start.Line, "This is no YAML."));
        }

        return null;
    }

    private static AccessFile Read(ManifestMapping root)
    {
        var tokens = root.Mappings("tokens").Select(token => (Token: ReadToken(token), From: token)).ToList();
        var secrets = root.Mappings("webhookSecrets").Select(secret => (Secret: ReadSecret(secret), From: secret)).ToList();
        if (tokens.Count == 0)
        {
            root.Report("tokens", "There must be at least one token.");
        }

        ReportTwice(tokens.Select(token => (token.Token.Name, token.From)));
        ReportTwice(secrets.Select(secret => (secret.Secret.Name, secret.From)));
        root.End();
        return new AccessFile([.. tokens.Select(token => token.Token)], secrets.DistinctBy(secret => secret.Secret.Name).ToDictionary(secret => secret.Secret.Name, secret => secret.Secret.Value!));
    }

    private static void ReportTwice(IEnumerable<(string Name, ManifestMapping From)> named)
    {
        foreach (var (name, from) in named.GroupBy(one => one.Name).SelectMany(group => group.Skip(1)))
        {
            from.Report("name", $"The name '{name}' is there twice.");
        }
    }

    private static AccessToken ReadToken(ManifestMapping token)
    {
        var name = token.Text("name");
        var hash = ReadHash(token);
        HashSet<RpcRole> roles = [.. token.Texts("roles").Select(role => ReadRole(role, token)).OfType<RpcRole>()];
        DateTimeOffset? expires = null;
        if (token.OptionalText("expires") is { } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                expires = time;
            }
            else
            {
                token.Report("expires", $"'{text}' is no time. Write 2031-01-01T00:00:00Z.");
            }
        }

        token.End();
        return new AccessToken(name, hash, roles, expires);
    }

    private static byte[] ReadHash(ManifestMapping token)
    {
        var text = token.Text("sha256");
        if (text.Length == HashBytes * 2 && text.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(text);
        }

        if (text.Length > 0)
        {
            token.Report("sha256", $"It must be the SHA-256 of the token in {HashBytes * 2} hexadecimal digits, never the token.");
        }

        return [];
    }

    private static RpcRole? ReadRole(string text, ManifestMapping token)
    {
        if (Enum.GetValues<RpcRole>().Select(role => (RpcRole?)role).FirstOrDefault(role => role.ToString()!.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        token.Report("roles", $"There is no role '{text}'. Use submit, read, operate, administer.");
        return null;
    }

    private static (string Name, WebhookSecret? Value) ReadSecret(ManifestMapping mapping)
    {
        var (name, text) = (mapping.Text("name"), mapping.Text("secret"));
        var secret = WebhookSecret.TryParse(text);
        if (secret is null && text.Length > 0)
        {
            mapping.Report("secret", "It must be whsec_ and 24 to 64 bytes in base64.");
        }

        mapping.End();
        return (name, secret);
    }
}

using System.Text;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Platform.Yaml;
using YamlDotNet.RepresentationModel;

namespace Rushes.Packaging.Keys;

/// <summary>
/// The keys file that people and key servers' programs write, version 1. Unknown keys are mistakes, and all mistakes of a file
/// are found in one reading, each with its line.
/// </summary>
public static class KeysFile
{
    // Of a file for all labels and systems; hostile ones end here.
    private const int LargestSize = 1 << 20;

    private const string CommandForm = "a list of a program and its arguments, like [get-keys, --title, \"42\"]";

    private static readonly string[] Keys = ["version", "scheme", "clearLead", "keys", "pssh", "clearkey", "hls"];

    /// <param name="path">Of a local file.</param>
    public static ParsedKeys Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (FindExcess(stream, path) is { } excess)
        {
            return excess;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), path);
    }

    /// <summary>What lies beside a job: a file, or what a command wrote. It may not name another.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="path">For messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ParsedKeys> ReadOutputAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (FindExcess(stream, path) is { } excess)
        {
            return excess;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return ParseOutput(await reader.ReadToEndAsync(cancellationToken), path);
    }

    /// <param name="yaml">The text of the file.</param>
    /// <param name="path">For messages.</param>
    public static ParsedKeys Parse(string yaml, string path)
    {
        var mistakes = new YamlMistakes("keys", path);
        return ReadRoot(yaml, mistakes) is not { } root ? new ParsedKeys.Invalid(mistakes.InOrder)
            : root.Find("command") is null ? ReadKeys(root)
            : ReadCommand(root);
    }

    /// <summary>What a command wrote; that may not name another.</summary>
    /// <param name="yaml">Its standard output.</param>
    /// <param name="program">For messages.</param>
    public static ParsedKeys ParseOutput(string yaml, string program)
    {
        var mistakes = new YamlMistakes("keys", program);
        return ReadRoot(yaml, mistakes) is { } root ? ReadKeys(root) : new ParsedKeys.Invalid(mistakes.InOrder);
    }

    private static ParsedKeys.Invalid? FindExcess(Stream stream, string path) => stream.Length <= LargestSize
        ? null
        : new([Failure.Refusal("keys.size", $"A keys file of {stream.Length} bytes.", "Write at most 1 MiB.", new Place { Path = path })]);

    private static YamlMapping? ReadRoot(string yaml, YamlMistakes mistakes) =>
        YamlMapping.Read(yaml, mistakes, "Write one mapping with the keys version and keys, or version and command.");

    private static ParsedKeys ReadKeys(YamlMapping root)
    {
        root.RefuseKeysOtherThan(Keys);
        root.RequireVersion();
        var scheme = root.Optional<EncryptionScheme?>("scheme", "cbcs or cenc", ParseScheme) ?? EncryptionScheme.Cbcs;
        var reader = new ContentKeyReader(scheme);
        var clearKey = root.Optional("clearkey", "true, false or the http address of a licence server", ParseClearKey);
        var encryption = new PackageEncryption
        {
            Scheme = scheme,
            ClearLeadMs = root.Optional<long?>("clearLead", "a whole number and a unit (ms, s, m), like 10s", KeyValues.Duration) ?? 0,
            Keys = reader.Read(root),
            Systems = SystemReader.ReadSystems(root),
            HlsKeyFormats = SystemReader.ReadHlsFormats(root),
            HasClearKey = clearKey is not (null or "false"),
            ClearKeyLicenseUri = clearKey is "true" or "false" ? null : clearKey,
        };
        if (!root.Mistakes.Any)
        {
            return new ParsedKeys.Valid(encryption);
        }

        reader.DisposeKeys();
        return new ParsedKeys.Invalid(root.Mistakes.InOrder);
    }

    private static ParsedKeys ReadCommand(YamlMapping root)
    {
        root.RefuseKeysOtherThan("version", "command");
        root.RequireVersion();
        var arguments = root.Find("command") is YamlSequenceNode { Children: [_, ..] children }
            ? children.Select(child => (child as YamlScalarNode)?.Value).ToList()
            : [null];
        if (arguments.Contains(null) || arguments[0] is "")
        {
            root.Refuse("command", CommandForm);
        }

        return root.Mistakes.Any
            ? new ParsedKeys.Invalid(root.Mistakes.InOrder)
            : new ParsedKeys.FromCommand([.. arguments.OfType<string>()]);
    }

    private static EncryptionScheme? ParseScheme(string text) => text switch
    {
        "cbcs" => EncryptionScheme.Cbcs,
        "cenc" => EncryptionScheme.Cenc,
        _ => null,
    };

    private static string? ParseClearKey(string text) =>
        text is "true" or "false" || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") ? text : null;
}

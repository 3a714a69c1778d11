using Rushes.Media;
using Rushes.Media.Encryption;
using Rushes.Platform.Yaml;

namespace Rushes.Packaging.Keys;

/// <summary>Reads what DRM systems need: <c>pssh</c> boxes and HLS key formats.</summary>
internal static class SystemReader
{
    private const string DataForm = "base64 of the system's data, or of its whole pssh box";

    public static IReadOnlyList<ProtectionSystem> ReadSystems(YamlMapping root)
    {
        var systems = new List<ProtectionSystem>();
        foreach (var item in root.List("pssh", "System", "a list of systems, like '- {system: UUID, data: BASE64}'"))
        {
            item.RefuseKeysOtherThan("system", "data");
            var id = item.Required("system", KeyValues.UuidForm, KeyValues.Uuid);
            var data = item.Required("data", DataForm, KeyValues.Base64);
            if (id is { } systemId && data is not null && ReadData(item, systemId, data) is { } system)
            {
                systems.Add(system);
            }
        }

        return systems;
    }

    public static IReadOnlyList<HlsKeyFormat> ReadHlsFormats(YamlMapping root)
    {
        var formats = new List<HlsKeyFormat>();
        foreach (var item in root.List("hls", "HLS format", "a list of formats, like '- {keyformat: com.apple.streamingkeydelivery, uri: \"skd://{kid}\"}'"))
        {
            item.RefuseKeysOtherThan("keyformat", "keyformatversions", "uri");
            var format = item.Required("keyformat", KeyValues.AttributeForm, KeyValues.Attribute);
            var versions = item.Optional("keyformatversions", "whole numbers with '/' between them, like 1", KeyValues.Versions);
            var uri = item.Required("uri", KeyValues.AttributeForm, KeyValues.Attribute);
            if (format is not null && uri is not null)
            {
                formats.Add(new HlsKeyFormat(format, versions ?? "1", uri));
            }
        }

        return formats;
    }

    // Key servers give whole boxes as often as their data.
    private static ProtectionSystem? ReadData(YamlMapping item, Guid systemId, byte[] data)
    {
        if (data.Length < 8 || !data.AsSpan(4, 4).SequenceEqual("pssh"u8))
        {
            return new ProtectionSystem(systemId, [], data);
        }

        try
        {
            var system = ProtectionSystemBox.Parse(data);
            if (system.SystemId == systemId)
            {
                return system;
            }

            item.Mistakes.Value(item.Find("data")!, "The pssh box is that of another system.", "Write the box of the system named.");
        }
        catch (MediaFormatException)
        {
            item.Refuse("data", DataForm);
        }

        return null;
    }
}

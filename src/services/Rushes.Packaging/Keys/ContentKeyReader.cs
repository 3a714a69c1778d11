using Rushes.Media.Encryption;
using Rushes.Platform.Yaml;

namespace Rushes.Packaging.Keys;

/// <summary>Reads the list of keys of a keys file.</summary>
internal sealed class ContentKeyReader(EncryptionScheme scheme)
{
    private const string ListForm = "a list of keys, like '- {label: HD, kid: UUID, key: 32 hexadecimal digits}'";
    private const string LabelForm = "one of SD, HD, UHD, AUDIO, ALL";

    private readonly Dictionary<KeyLabel, LabelledKey> _keys = [];
    private readonly Dictionary<Guid, LabelledKey> _byId = [];
    private LabelledKey? _others;

    /// <summary>By label; a key for ALL serves the labels that have none of their own.</summary>
    public IReadOnlyDictionary<KeyLabel, LabelledKey> Read(YamlMapping root)
    {
        if (root.Find("keys") is null)
        {
            root.Mistakes.Missing(root.Node, "The file has no 'keys'.", $"Write {ListForm}.");
        }

        foreach (var item in root.List("keys", "Key", ListForm))
        {
            ReadKey(item);
        }

        if (_others is not null)
        {
            foreach (var label in Enum.GetValues<KeyLabel>())
            {
                _keys.TryAdd(label, _others);
            }
        }

        return _keys;
    }

    public void DisposeKeys()
    {
        foreach (var labelled in _byId.Values)
        {
            labelled.Key.Dispose();
        }
    }

    private void ReadKey(YamlMapping item)
    {
        item.RefuseKeysOtherThan("label", "kid", "key", "iv");
        var label = item.Required("label", LabelForm, text => text is "SD" or "HD" or "UHD" or "AUDIO" or "ALL" ? text : null);
        var id = item.Required("kid", KeyValues.UuidForm, KeyValues.Uuid);
        var bytes = item.Required("key", "32 hexadecimal digits", KeyValues.Hexadecimal16);
        var iv = ReadIv(item);
        if (label is null || id is not { } keyId || bytes is null)
        {
            return;
        }

        if (ById(keyId, bytes, iv) is not { } labelled)
        {
            item.Mistakes.Value(item.Find("kid")!, "Another key or IV has this KID.", "Give each key its own KID.");
        }
        else if (!Take(label, labelled))
        {
            item.Mistakes.Value(item.Find("label")!, $"Two keys have the label {label}.", "Keep one of them.");
        }
    }

    // cenc has an IV for each sample. A start that is written down would be that of every track under the key, and CTR gives
    // away what two samples with one IV hold.
    private byte[]? ReadIv(YamlMapping item)
    {
        if (item.Find("iv") is { } node && scheme == EncryptionScheme.Cenc)
        {
            item.Mistakes.Value(node, "With cenc, IVs are made by Rushes.", "Leave 'iv' out.");
            return null;
        }

        return item.Optional("iv", "32 hexadecimal digits", KeyValues.Hexadecimal16);
    }

    // Labels may share a key; a KID never means two.
    private LabelledKey? ById(Guid id, byte[] bytes, byte[]? iv)
    {
        var key = new ContentKey(id, bytes);
        if (!_byId.TryGetValue(id, out var known))
        {
            return _byId[id] = new LabelledKey(key, iv);
        }

        var isSame = known.Key.HasSameKeyAs(key) && known.ConstantIv.Span.SequenceEqual(iv);
        key.Dispose();
        return isSame ? known : null;
    }

    private bool Take(string label, LabelledKey key)
    {
        switch (label)
        {
            case "ALL":
                var isFirst = _others is null;
                _others ??= key;
                return isFirst;
            case "AUDIO":
                return _keys.TryAdd(KeyLabel.Audio, key);
            case "SD":
                return _keys.TryAdd(KeyLabel.Sd, key);
            case "HD":
                return _keys.TryAdd(KeyLabel.Hd, key);
            default:
                return _keys.TryAdd(KeyLabel.Uhd, key);
        }
    }
}

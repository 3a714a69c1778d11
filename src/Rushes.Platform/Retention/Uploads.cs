using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Platform.Database;
using Rushes.Platform.Rpc.Files;
using Rushes.Storage;

namespace Rushes.Platform.Retention;

/// <summary>The uploads of a database. Each lies under a key of its own, so that one that goes is never taken for one that comes.</summary>
internal sealed class Uploads(StateDatabase database, IObjectStore store) : IUploads
{
    private const string Root = "uploads/";

    public Task<string?> FindAsync(string digest, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => UploadRows.Find(transaction, digest), cancellationToken);

    public async Task<string> BeginAsync(string digest, CancellationToken cancellationToken)
    {
        var key = $"{Root}{digest}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        await database.WriteAsync(transaction => RemovalRows.Announce(transaction, key), cancellationToken);
        return key;
    }

    public Task<string> EndAsync(string digest, string key, CancellationToken cancellationToken) => database.WriteAsync(
        transaction =>
        {
            var counts = UploadRows.Insert(transaction, digest, key);
            if (counts == key)
            {
                RemovalRows.Withdraw(transaction, key);
            }

            return counts;
        },
        cancellationToken);

    /// <summary>Keys of the uploads that a request names, anywhere in it.</summary>
    public IReadOnlyList<string> NamedBy(IMessage request)
    {
        // A URI below the root has what any of them begins with.
        var root = store.GetUri(Root + "-")[..^1];
        return [.. Texts(request).Where(text => text.StartsWith(root, StringComparison.Ordinal)).Select(text => Root + text[root.Length..]).Distinct()];
    }

    private static IEnumerable<string> Texts(IMessage message) => message.Descriptor.Fields.InDeclarationOrder()
        .Select(field => field.Accessor.GetValue(message)).SelectMany(Texts);

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IMessage message => Texts(message),
        System.Collections.IDictionary map => map.Values.Cast<object>().SelectMany(Texts),
        ByteString => [],
        System.Collections.IEnumerable list => list.Cast<object>().SelectMany(Texts),
        _ => [],
    };
}

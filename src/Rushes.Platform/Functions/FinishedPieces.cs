using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Storage;

namespace Rushes.Platform.Functions;

/// <summary>
/// Finished parts of an item's result, by name. The object of a piece lies under the attempt that made it; a record beside
/// the attempts, written after it and at once, lets later attempts of the item find it: <c>runs/RUN/NODE/ITEM/pieces/NAME</c>.
/// A record stays as long as its run, because the item's result may refer to objects of attempts that did not end well.
/// </summary>
internal sealed class FinishedPieces(IObjectStore store, AttemptKey attempt)
{
    private const string Folder = "pieces";

    private readonly string _prefix = $"{attempt.ItemPrefix}{Folder}/";

    public static bool IsRecord(string key) => key.Split('/') is ["runs", _, _, _, Folder, _];

    /// <exception cref="FileNotFoundException">There is no such record.</exception>
    public static async Task<ObjectRef> ReadAsync(IObjectStore store, string key, CancellationToken cancellationToken)
    {
        await using var record = await store.OpenReadAsync(store.GetUri(key), cancellationToken);
        return ObjectRef.Parser.ParseFrom(record);
    }

    /// <summary>Null: no attempt has finished it, or its object is not what the record says.</summary>
    public async Task<ObjectRef?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var piece = await ReadAsync(store, _prefix + name, cancellationToken);
            await using var found = await store.OpenReadAsync(piece.Uri, cancellationToken);
            return found.Length == piece.Size ? piece : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public async Task RecordAsync(string name, ObjectRef piece, CancellationToken cancellationToken)
    {
        using var record = new MemoryStream(piece.ToByteArray(), writable: false);
        await store.PutAsync(_prefix + name, record, cancellationToken);
    }
}

using System.Globalization;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Storage;

namespace Rushes.Platform.Functions;

/// <summary>
/// Finished parts of an item's result, by name. The object of a piece lies under the attempt that made it; a record beside
/// the attempts, written after it and at once, lets later attempts of the item find it:
/// <c>runs/RUN/NODE/ITEM/pieces/NAME/ATTEMPT</c>. Each attempt writes records of its own, so that one that was given up and
/// does not know it yet takes no piece away from another. A record stays as long as its run, because the item's result may
/// refer to objects of attempts that did not end well.
/// </summary>
internal sealed class FinishedPieces(IObjectStore store, AttemptKey attempt)
{
    private const string Folder = "pieces";

    public static bool IsRecord(string key) => key.Split('/') is ["runs", _, _, _, Folder, _, _];

    public static async Task<ObjectRef> ReadAsync(IObjectStore store, string key, CancellationToken cancellationToken)
    {
        await using var record = await store.OpenReadAsync(store.GetUri(key), cancellationToken);
        return ObjectRef.Parser.ParseFrom(record);
    }

    /// <summary>Null: no attempt has finished it, or its object is not what the record says.</summary>
    public async Task<ObjectRef?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var key in store.ListAsync(RecordsOf(name), cancellationToken))
        {
            var piece = await ReadAsync(store, key, cancellationToken);
            if (await IsThereAsync(piece, cancellationToken))
            {
                return piece;
            }
        }

        return null;
    }

    public async Task RecordAsync(string name, ObjectRef piece, CancellationToken cancellationToken)
    {
        using var record = new MemoryStream(piece.ToByteArray(), writable: false);
        await store.PutAsync(RecordsOf(name) + attempt.Attempt.ToString(CultureInfo.InvariantCulture), record, cancellationToken);
    }

    private string RecordsOf(string name) => $"{attempt.ItemPrefix}{Folder}/{name}/";

    private async Task<bool> IsThereAsync(ObjectRef piece, CancellationToken cancellationToken) =>
        (await store.FindAsync(piece.Uri, cancellationToken))?.Size == piece.Size;
}

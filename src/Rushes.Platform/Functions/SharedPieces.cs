using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Storage;

namespace Rushes.Platform.Functions;

/// <summary>
/// Pieces that any job has made, by what decided their bytes: a job takes a copy of one that is there instead of making it again.
/// <c>pieces/IDENTITY/media</c> is the bytes, <c>pieces/IDENTITY/DAY-SIZE</c> says on which day it was last of use, and holds its digest.
/// What goes wrong here costs time and nothing else.
/// </summary>
/// <param name="store">Of the pieces; the jobs' own, or one that it may read from and that may read from it.</param>
public sealed partial class SharedPieces(IObjectStore store, TimeProvider time, ILogger<SharedPieces> logger)
{
    private const string Root = "pieces/";
    private const string Media = "media";
    private const string DayForm = "yyyyMMdd";

    /// <summary>After trimming, so that what is made next finds room.</summary>
    private const double Filled = 0.75;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private long _room = long.MaxValue;

    private string Today => time.GetUtcNow().ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>A copy of the piece in another store.</summary>
    /// <param name="identity">Lower-case letters and digits.</param>
    /// <param name="target">Gets it …</param>
    /// <param name="key">… under this key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: there is none, or it is damaged.</returns>
    internal async Task<ObjectRef?> TakeAsync(string identity, IObjectStore target, string key, CancellationToken cancellationToken)
    {
        ObjectRef? taken = null;
        await TryAsync(identity, async () => taken = await FindAsync(identity, cancellationToken) is { } record
            ? await CopyAsync(identity, record, target, key, cancellationToken)
            : null);
        return taken;
    }

    /// <summary>Keeps a copy, if there is room.</summary>
    internal Task KeepAsync(string identity, ObjectRef piece, CancellationToken cancellationToken) => TryAsync(identity, async () =>
    {
        if (await FindAsync(identity, cancellationToken) is null && Interlocked.Add(ref _room, -piece.Size) >= 0)
        {
            await store.CopyAsync(piece.Uri, Root + identity + "/" + Media, cancellationToken);
            await RecordAsync(identity, piece, cancellationToken);
        }
    });

    internal Task ForgetAsync(string identity, CancellationToken cancellationToken) =>
        TryAsync(identity, () => store.DeleteAsync($"{Root}{identity}/", cancellationToken));

    /// <summary>Removes what was of no use for longest, until there is some room for more, and what has never been finished.</summary>
    /// <param name="most">Bytes that there is room for in all, from now on; null: for any number.</param>
    /// <param name="before">What was of no use since that day goes; null: none does for that.</param>
    /// <param name="cancellationToken">Ends it between two pieces.</param>
    public Task TrimAsync(long? most, DateTimeOffset? before, CancellationToken cancellationToken) => TryAsync("", async () =>
    {
        var oldest = before?.ToString(DayForm, CultureInfo.InvariantCulture) ?? string.Empty;
        var kept = 0L;
        foreach (var (identity, (day, size)) in (await ListAsync(cancellationToken)).OrderByDescending(piece => piece.Value.Day, StringComparer.Ordinal))
        {
            // One without a record was never finished.
            if (day.Length == 0 || string.CompareOrdinal(day, oldest) < 0 || kept + size > most * Filled)
            {
                await store.DeleteAsync($"{Root}{identity}/", cancellationToken);
            }
            else
            {
                kept += size;
            }
        }

        await store.RemoveUnfinishedAsync(time.GetUtcNow() - LongestWrite, cancellationToken);
        _room = most is { } bytes ? Math.Max(0, bytes - kept) : long.MaxValue;
    });

    private async Task<Dictionary<string, (string Day, long Size)>> ListAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, (string Day, long Size)> pieces = new(StringComparer.Ordinal);
        await foreach (var key in store.ListAsync(Root, cancellationToken))
        {
            if (key.Split('/') is [_, var identity, var name])
            {
                var (day, size) = Read(name);
                var known = pieces.GetValueOrDefault(identity, (string.Empty, 0));
                pieces[identity] = string.CompareOrdinal(day, known.Day) > 0 ? (day, size) : known;
            }
        }

        return pieces;
    }

    private async Task<ObjectRef?> CopyAsync(string identity, string record, IObjectStore target, string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var stored = await store.OpenReadAsync(store.GetUri(record), cancellationToken);
            var piece = ObjectRef.Parser.ParseFrom(stored);
            piece.Uri = await target.CopyAsync(store.GetUri(Root + identity + "/" + Media), key, cancellationToken);
            if (await IsWholeAsync(piece, target, cancellationToken))
            {
                await UseAsync(identity, record, piece, cancellationToken);
                Log.Taken(logger, identity, piece.Size);
                return piece;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidProtocolBufferException)
        {
            // A record alone would keep it from being kept again.
        }

        Log.Damaged(logger, identity);
        await ForgetAsync(identity, cancellationToken);
        return null;
    }

    private async Task TryAsync(string identity, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, identity, exception);
        }
    }

    private async Task<string?> FindAsync(string identity, CancellationToken cancellationToken)
    {
        string? found = null;
        await foreach (var key in store.ListAsync($"{Root}{identity}/", cancellationToken))
        {
            // In ordinal order digits come before letters, and the last day wins.
            found = key.EndsWith(Media, StringComparison.Ordinal) ? found : key;
        }

        return found;
    }

    private async Task UseAsync(string identity, string record, ObjectRef piece, CancellationToken cancellationToken)
    {
        if (Read(record.Split('/')[^1]).Day != Today)
        {
            await RecordAsync(identity, piece, cancellationToken);
            await store.DeleteAsync(record, cancellationToken);
        }
    }

    private async Task RecordAsync(string identity, ObjectRef piece, CancellationToken cancellationToken)
    {
        using var record = new MemoryStream(new ObjectRef { Size = piece.Size, Digest = piece.Digest }.ToByteArray(), writable: false);
        await store.PutAsync(string.Create(CultureInfo.InvariantCulture, $"{Root}{identity}/{Today}-{piece.Size}"), record, cancellationToken);
    }

    private static async Task<bool> IsWholeAsync(ObjectRef piece, IObjectStore target, CancellationToken cancellationToken)
    {
        await using var content = await target.OpenReadAsync(piece.Uri, cancellationToken);
        return content.Length == piece.Size && (await SHA256.HashDataAsync(content, cancellationToken)).AsSpan().SequenceEqual(piece.Digest.Span);
    }

    private static (string Day, long Size) Read(string record) =>
        record.Split('-') is [var day, var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? (day, bytes) : (string.Empty, 0);

    private static partial class Log
    {
        [LoggerMessage(1052, LogLevel.Information, "Piece {Identity} was there: {Size} bytes")]
        public static partial void Taken(ILogger logger, string identity, long size);

        [LoggerMessage(1053, LogLevel.Warning, "Piece {Identity} is damaged; it is made again")]
        public static partial void Damaged(ILogger logger, string identity);

        [LoggerMessage(1054, LogLevel.Warning, "Shared pieces ({Identity}) could not be used")]
        public static partial void Failed(ILogger logger, string identity, Exception exception);
    }
}

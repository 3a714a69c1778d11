using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions;

/// <summary>What a function makes of a source, kept so that no inspection of the same bytes makes it again.</summary>
/// <param name="context">Of the attempt.</param>
/// <param name="tool">That makes it.</param>
/// <param name="source">With its digest.</param>
/// <param name="request">All else that decides what is made, and the form in which it is written.</param>
internal sealed class KeptResults(FunctionContext context, ToolInstallation tool, ObjectRef source, params IReadOnlyList<string> request)
{
    /// <param name="name">Of an object; unique in the function.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: it is to be made.</returns>
    public Task<ObjectRef?> FindAsync(string name, CancellationToken cancellationToken) => context.FindPieceAsync(name, IdentityOf(name), cancellationToken);

    /// <inheritdoc cref="FindAsync(string, CancellationToken)"/>
    public async Task<T?> FindAsync<T>(string name, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        if (await FindAsync(name, cancellationToken) is not { } kept)
        {
            return null;
        }

        try
        {
            return await context.ReadAsync(kept, parser.ParseFrom, cancellationToken);
        }
        catch (InvalidProtocolBufferException)
        {
            await ForgetAsync([name], cancellationToken);
            return null;
        }
    }

    /// <summary>Takes results that are not what they should be away from later inspections.</summary>
    public async Task ForgetAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var identity in names.Select(IdentityOf).OfType<string>())
        {
            await context.ForgetPieceAsync(identity, cancellationToken);
        }
    }

    /// <param name="name">Of the object, and of its file in the work folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ObjectRef> KeepAsync(string name, CancellationToken cancellationToken)
    {
        var piece = await context.PublishPieceAsync(name, name, cancellationToken);
        if (IdentityOf(name) is { } identity)
        {
            await context.SharePieceAsync(identity, piece, cancellationToken);
        }

        return piece;
    }

    /// <inheritdoc cref="KeepAsync(string, CancellationToken)"/>
    public Task<ObjectRef> KeepAsync(string name, IMessage message, CancellationToken cancellationToken) => KeepAsync(name, message.WriteTo, cancellationToken);

    /// <inheritdoc cref="KeepAsync(string, CancellationToken)"/>
    public Task<ObjectRef> KeepAsync(string name, Action<Stream> write, CancellationToken cancellationToken)
    {
        context.Write(name, write);
        return KeepAsync(name, cancellationToken);
    }

    /// <summary>Null: not known which build makes it, or of what.</summary>
    private string? IdentityOf(string name)
    {
        if (source.Digest.IsEmpty || !tool.IsSelfContained)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(source.Digest.Span);
        foreach (var text in (string[])[tool.Digest, name, .. request])
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

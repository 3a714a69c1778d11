using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Keys;

/// <summary>The keys of a job: a file that each of its steps reads anew and forgets, so that no key lies in a request or a database.</summary>
internal static class JobKeys
{
    /// <returns>Null: the job encrypts nothing. Disposed by who asked.</returns>
    /// <exception cref="InvalidDataException">The file is not as it was when the job was planned.</exception>
    public static async Task<PackageEncryption?> ReadAsync(ObjectRef? keys, FunctionContext context, CancellationToken cancellationToken)
    {
        if (keys is null)
        {
            return null;
        }

        await using var stream = await context.OpenStreamAsync(keys, cancellationToken);
        return await ParseAsync(stream, keys, cancellationToken) is ParsedKeys.Valid valid
            ? valid.Encryption
            : throw new InvalidDataException("The keys file is not as it was when the job was planned.");
    }

    /// <summary>One that names a command is a mistake here: commands are run by who submits the job.</summary>
    public static Task<ParsedKeys> ParseAsync(Stream stream, ObjectRef keys, CancellationToken cancellationToken) =>
        KeysFile.ReadOutputAsync(stream, new Uri(keys.Uri).LocalPath, cancellationToken);
}

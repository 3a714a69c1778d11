namespace Rushes.Platform.Rpc.Files;

/// <summary>Who remembers what was uploaded. Digests are SHA-256, hexadecimal.</summary>
public interface IUploads
{
    /// <summary>The key of the object, which stays for a while because it was asked for; null: there is none.</summary>
    Task<string?> FindAsync(string digest, CancellationToken cancellationToken);

    /// <summary>A new key to write it under. If nothing comes of it, what was written goes.</summary>
    Task<string> BeginAsync(string digest, CancellationToken cancellationToken);

    /// <summary>It was written. Returns the key of the object that counts: another one where somebody was faster.</summary>
    Task<string> EndAsync(string digest, string key, CancellationToken cancellationToken);
}

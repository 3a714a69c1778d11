using System.Security.Cryptography;
using System.Text;

namespace Rushes.Platform.Rpc.Access;

/// <summary>Who may call, and what for. The token itself is known to nobody but its owner.</summary>
/// <param name="Name">Of the owner, for logs.</param>
/// <param name="Hash">SHA-256 of the token. It is random and long, so nothing slower is needed.</param>
/// <param name="Roles">What it may be used for.</param>
/// <param name="Expires">Not valid from then on; null: no end.</param>
public sealed record AccessToken(string Name, ReadOnlyMemory<byte> Hash, IReadOnlySet<RpcRole> Roles, DateTimeOffset? Expires)
{
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    internal bool Allows(RpcRole role) => Roles.Contains(role) || Roles.Contains(RpcRole.Administer);
}

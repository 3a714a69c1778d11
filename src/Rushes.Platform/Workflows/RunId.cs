using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Platform.Workflows;

/// <summary>
/// A call has an id that is derived from its caller's, so that it is the same wherever it is placed again. A request is known by
/// its own id; that of its run is never used twice, and so are the keys of its objects.
/// </summary>
internal static class RunId
{
    private const int Bytes = 10;

    public static string New() => RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true);

    public static string OfCall(ItemKey item) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"call\n{item.Run}\n{item.Node}\n{item.Number}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Platform.Workflows;

/// <summary>Ids of runs are derived from what started them, so the same work has the same id wherever it is started again.</summary>
internal static class RunId
{
    private const int Bytes = 10;

    public static string OfRequest(string requestId) => Hash("request\n" + requestId);

    public static string OfCall(ItemKey item) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"call\n{item.Run}\n{item.Node}\n{item.Number}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}

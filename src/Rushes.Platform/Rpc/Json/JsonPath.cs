using System.Globalization;

namespace Rushes.Platform.Rpc.Json;

/// <summary>Places in a request: <c>recipes[0].codec.format</c>.</summary>
internal static class JsonPath
{
    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int number) => string.Create(CultureInfo.InvariantCulture, $"{path}[{number}]");
}

namespace Rushes.Storage.Local;

/// <summary>Names of files that are being written. No key has a segment like that.</summary>
internal static class TemporaryName
{
    public const string Prefix = ".writing-";

    public static string Beside(string path) => Path.Combine(Path.GetDirectoryName(path)!, Prefix + Path.GetRandomFileName());

    public static bool IsOne(string path) => Path.GetFileName(path).StartsWith(Prefix, StringComparison.Ordinal);
}

using System.Text;
using Rushes.Storage.Local;

namespace Rushes.Storage;

/// <summary>What may be a key, in every store: relative, of plain segments, so that it can never leave the root.</summary>
internal static class ObjectKey
{
    private const int LongestSegment = 200; // file names have 255 bytes; a temporary name needs some
    private const int LongestKey = 900; // bytes; S3 allows 1024 with what stands before it

    /// <exception cref="ArgumentException">It may not be one.</exception>
    public static string Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return IsOne(key) ? key : throw new ArgumentException($"'{key}' cannot be the key of an object.", nameof(key));
    }

    public static bool IsOne(string key) => key.Split('/').All(IsSegment) && Encoding.UTF8.GetByteCount(key) <= LongestKey;

    /// <summary>A prefix is a key without its end; empty: everything.</summary>
    /// <exception cref="ArgumentException">No key begins like that.</exception>
    public static string CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var segments = prefix.Split('/');
        var last = segments[^1];
        return segments[..^1].All(IsSegment) && (last.Length == 0 || IsSegment(last) || last == ".")
            ? prefix
            : throw new ArgumentException($"'{prefix}' cannot begin the key of an object.", nameof(prefix));
    }

    private static bool IsSegment(string segment) =>
        segment.Length is > 0 and <= LongestSegment
        && segment is not ("." or "..")
        && !segment.StartsWith(TemporaryName.Prefix, StringComparison.Ordinal)
        && !segment.Any(c => char.IsControl(c) || c is '\\');
}

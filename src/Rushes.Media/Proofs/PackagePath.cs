namespace Rushes.Media.Proofs;

/// <summary>Paths in a package: relative, with forward slashes, and never out of it.</summary>
internal static class PackagePath
{
    public static bool IsValid(string path) =>
        path.Split('/').All(segment => segment is not ("" or "." or "..") && !segment.Any(letter => letter is '\\' or '\0'));

    /// <param name="file">Path of a file in the package.</param>
    /// <param name="uri">A reference in it to another, relative.</param>
    /// <returns>The path of the other; null where it is none of this package.</returns>
    public static string? Resolve(string file, string uri)
    {
        var segments = new List<string>(file.Split('/')[..^1]);
        foreach (var segment in uri.Split('/'))
        {
            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                return null;
            }
        }

        var path = string.Join('/', segments);
        return IsValid(path) ? path : null;
    }
}

namespace Rushes.Media.Manifests;

/// <summary>Paths as manifests write them.</summary>
internal static class ManifestUri
{
    /// <summary>A relative path with forward slashes as a URI reference (RFC 3986), every segment of it escaped.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}

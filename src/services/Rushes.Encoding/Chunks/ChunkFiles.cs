using Rushes.Contracts;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Chunks;

/// <summary>What an encoder leaves in the work folder for each rendition.</summary>
internal static class ChunkFiles
{
    public static string Media(VideoFormat format, Recipe recipe) => $"{recipe.Name}.{format.Container}";

    /// <summary>See <see cref="SourceFrames"/>.</summary>
    public static string Frames(Recipe recipe) => $"{recipe.Name}.frames";
}

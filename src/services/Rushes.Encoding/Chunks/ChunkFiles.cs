using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Tools.Cutting;

namespace Rushes.Encoding.Chunks;

/// <summary>What a run leaves in the work folder for each rendition.</summary>
internal static class ChunkFiles
{
    /// <summary>Of all renditions; see <see cref="SourceFrames"/>.</summary>
    public const string Frames = "cut.frames";

    /// <summary>Of an output in two passes.</summary>
    public static StatisticsFile Statistics(string folder, Recipe recipe, int output) => new(folder, recipe.Name, output);

    public static string Media(VideoFormat format, Recipe recipe) => $"{recipe.Name}.{format.Container}";
}

using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Isobmff;
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

    /// <summary>The headers of a rendition's media, which <see cref="ChunkOutput"/> has found whole.</summary>
    public static async Task<FragmentedFile> ReadMediaAsync(string folder, VideoFormat format, Recipe recipe, CancellationToken cancellationToken)
    {
        await using var media = File.OpenRead(Path.Combine(folder, Media(format, recipe)));
        return await FragmentedFile.ReadAsync(media, cancellationToken);
    }
}

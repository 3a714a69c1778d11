using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>The first look at an input: whether there is a file that can be read at all.</summary>
internal static class InputFile
{
    /// <summary>Whether the input lies in an object store, which only a server reads.</summary>
    public static bool IsObject(string input) => input.StartsWith("s3://", StringComparison.Ordinal);

    /// <returns>Null: there is no such file.</returns>
    public static InputIdentity? IdentityOf(string path) =>
        IsObject(path) ? new InputIdentity(path, 0, default)
        : new FileInfo(path) is { Exists: true } file ? new InputIdentity(path, file.Length, file.LastWriteTimeUtc)
        : null;

    public static Failure? FindObstacle(string path)
    {
        if (Directory.Exists(path))
        {
            return Obstacle("input.not_a_file", $"{path} is a folder without numbered images.", path, "Name a media file, or a folder of images like frame-0001.png.");
        }

        if (!File.Exists(path))
        {
            return Obstacle("input.not_found", $"There is no file {path}.", path, "Check the spelling and the folder.");
        }

        // Pipes and devices too: to open one would wait for somebody to write.
        if (new FileInfo(path).Length == 0)
        {
            return Obstacle("input.empty", $"{path} is empty, or is no regular file.", path, "Name a media file; deliver it again if it should not be empty.");
        }

        try
        {
            using var file = File.OpenHandle(path);
            return null;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return Obstacle("input.not_readable", $"{path} cannot be read: {exception.Message}", path, "Check its permissions.");
        }
    }

    private static Failure Obstacle(string code, string message, string path, string remedy) =>
        new() { Code = code, Category = FailureCategory.Input, Message = message, Place = new Place { Path = path }, Remedy = remedy };
}

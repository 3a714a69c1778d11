using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What is said of files that have no index that can be read.</summary>
internal static class IndexFailures
{
    public static Failure Unreadable(string what, string path) =>
        Refusal("input.unreadable", $"The file cannot be read: {what}", "Check that it is a media file or an index; deliver it again if it is.", path);

    public static Failure Malformed(string what, string path) =>
        Refusal("index.malformed", $"This is no frame index: {what}", "Name a file .rfi of a package; look at other files by: rushes index show", path);

    public static Failure NotLocal(string uri, string path) =>
        Refusal("index.not_local", $"The index names {uri}, which is no local file.", "Fetch the chunks and the index into one folder.", path);

    private static Failure Refusal(string code, string message, string remedy, string path) =>
        new() { Code = code, Category = FailureCategory.Input, Message = message, Remedy = remedy, Place = new Place { Path = path } };
}

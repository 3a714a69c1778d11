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

    public static Failure MissingChunk(string uri, string path) =>
        Refusal("index.chunk_missing", $"The index names {uri}, which is not there.", "Put it where the index says, relative to itself; see: rushes index verify", path);

    public static Failure ShortChunk(string path) =>
        Refusal("index.chunk_short", "A chunk ends within a frame of the index.", "Fetch the chunks again; which it is, says: rushes index verify", path);

    private static Failure Refusal(string code, string message, string remedy, string path) =>
        new() { Code = code, Category = FailureCategory.Input, Message = message, Remedy = remedy, Place = new Place { Path = path } };
}

using System.Globalization;
using Rushes.Media.Conformance;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Runs the check over files.</summary>
internal static class Checked
{
    /// <summary>The picture of a file; null when it has none that can be indexed.</summary>
    public static async Task<FrameIndex?> TryIndexAsync(string path)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            var movie = await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken);
            var built = await MovieTrackIndex.BuildAllAsync(movie, stream, Path.GetFileName(path), TestContext.Current.CancellationToken);
            return built.Select(one => one.Result.Index).FirstOrDefault(index => index?.Format.Kind == TrackKind.Video);
        }
        catch (MediaFormatException)
        {
            return null;
        }
    }

    public static async Task<FrameIndex> IndexAsync(string path) => (await TryIndexAsync(path))!;

    public static async Task<IReadOnlyList<StreamFault>> FileAsync(string path, StreamPromise? promise = null) =>
        await StreamAsync(await IndexAsync(path), promise, path);

    public static async Task<IReadOnlyList<StreamFault>> StreamAsync(FrameIndex index, StreamPromise? promise, params IReadOnlyList<string> paths)
    {
        await using var source = new FileSampleSource(paths);
        return await StreamCheck.RunAsync(new IndexedVideo(index, source), promise ?? new StreamPromise(), null, TestContext.Current.CancellationToken);
    }

    public static string Text(StreamFault fault) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fault.Code}{(fault.IsWarning ? " (warning)" : "")} {fault.From}-{fault.To} {fault.Message} {string.Join(' ', fault.Evidence.Select(pair => $"{pair.Key}={pair.Value}"))}");
}

using System.Globalization;
using System.Security.Cryptography;
using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Media.Indexing;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Functions.Decode;

/// <summary>
/// Decodes one chunk of a video: not one complaint, and as many frames as its index says. Its frames' fingerprints come from the same
/// run.
/// </summary>
internal sealed class DecodeFunction(ToolInstallation ffmpeg)
{
    private const string PicturesName = "pictures.gray";
    private const string FingerprintsName = "fingerprints.rfp";

    public static readonly FunctionReference<ChunkToDecode, DecodedChunk> Reference =
        new("validation.decode", ChunkToDecode.Parser, DecodedChunk.Parser);

    public async Task<StepOutcome<DecodedChunk>> RunAsync(ChunkToDecode task, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(task.Index, FrameIndex.ReadFrom, cancellationToken);
        var chunk = task.Chunk < index.Chunks.Count ? index.Chunks[task.Chunk] : null;
        if (chunk is null)
        {
            // The judge says which chunks are missing.
            return new DecodedChunk();
        }

        var media = await context.OpenAsync(new ObjectRef { Uri = chunk.Uri, Size = chunk.Size }, cancellationToken);
        var source = new FingerprintSource(index.Format.Width, index.Format.Height, task.Interlaced);
        var place = await PlaceAsync(task, context, cancellationToken);
        var pictures = task.Fingerprints && (task.Cropping is null || place is not null) ? Path.Combine(context.WorkFolder, PicturesName) : null;
        var decoded = 0L;
        var result = await context.Tools.RunAsync(
            new ToolInvocation(ffmpeg.Path, Command(media, pictures, source, place))
            {
                Inputs = [media],
                Outputs = pictures is null ? null : context.WorkFolder,
                OnOutputLine = line =>
                {
                    if (FFmpegProgress.TryReadFrames(line, out var frames))
                    {
                        decoded = frames;
                        context.Report(frames, chunk.Count);
                    }
                },
            },
            cancellationToken);
        if (result.End != ToolEnd.Exited || result.Signal is not null)
        {
            return result.ToFailure("validate.decoder_failed", new Place { Rendition = task.Rendition, Chunk = task.Chunk });
        }

        var judged = Judge(task, chunk, result, decoded, await DigestAsync(media, cancellationToken));
        if (pictures is not null)
        {
            judged.Fingerprints = await PublishAsync(pictures, source, context, cancellationToken);
        }

        return judged;
    }

    internal static IReadOnlyList<string> Command(string media, string? pictures, FingerprintSource source, CropPlace? place = null)
    {
        var command = new FFmpegCommand().Input(media, "-threads", "1");
        string[] everyFrame = ["-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base"];
        return (pictures is null
            ? command.Discard([.. everyFrame, "demux"])
            : command.Output(
                pictures,
                [
                    .. everyFrame, "filter", "-vf", FilterFor(source, place),
                    "-bsf:v", "setts=ts=N", "-f", "rawvideo",
                ])).ReportProgress().Arguments;
    }

    private static string FilterFor(FingerprintSource source, CropPlace? place)
    {
        var picture = new Resolution { Width = source.Width, Height = source.Height };
        return place?.Filter(picture, source.IsInterlaced) ?? FingerprintFilter.For(picture, source.IsInterlaced);
    }

    /// <summary>Null: it shows the whole picture, or too little of it.</summary>
    private static async Task<CropPlace?> PlaceAsync(ChunkToDecode task, FunctionContext context, CancellationToken cancellationToken)
    {
        if (task.Cropping is null)
        {
            return null;
        }

        await using var stream = await context.OpenStreamAsync(task.Cropping.Mezzanine, cancellationToken);
        return CropPlace.Of((await FingerprintReader.OpenAsync(stream, cancellationToken)).Source, task.Cropping.Area);
    }

    // A decoder that gave up may leave no file, or a part of a picture; what is wrong is said already.
    private static async Task<ObjectRef> PublishAsync(
        string path, FingerprintSource source, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var pictures = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        pictures.SetLength(pictures.Length - (pictures.Length % Fingerprint.Size));
        await using var fingerprints = FingerprintFile.FromPictures(pictures, source);
        return await context.Objects.PutAsync(FingerprintsName, fingerprints, cancellationToken);
    }

    // The decoder has just read the file: its bytes are at hand, and damage that happens to decode is found too.
    private static async Task<byte[]> DigestAsync(string media, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(media);
        return await SHA256.HashDataAsync(stream, cancellationToken);
    }

    private static DecodedChunk Judge(ChunkToDecode task, IndexedChunk chunk, ToolResult result, long decoded, byte[] digest)
    {
        var found = new DecodedChunk { Rendition = task.Rendition, Chunk = task.Chunk };
        if (!chunk.Digest.Span.SequenceEqual(digest))
        {
            found.Discrepancies.Add(Discrepancy(
                task, chunk, "validate.chunk_digest", "The chunk is not what the encoder wrote.",
                ("digest", Convert.ToHexStringLower(digest)), ("indexed", Convert.ToHexStringLower(chunk.Digest.Span))));
        }

        if (!result.Succeeded || result.ErrorTail.Length > 0)
        {
            found.Discrepancies.Add(Discrepancy(
                task, chunk, "validate.decode_error", "The decoder complained of this chunk.", ("decoder", result.ErrorTail.Trim())));
        }

        if (decoded != chunk.Count)
        {
            found.Discrepancies.Add(Discrepancy(
                task, chunk, "validate.decoded_frames", $"{decoded} frames decode from this chunk, {chunk.Count} are in its index.",
                ("decoded", Text(decoded)), ("indexed", Text(chunk.Count))));
        }

        return found;
    }

    private static Discrepancy Discrepancy(
        ChunkToDecode task, IndexedChunk chunk, string code, string message, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var discrepancy = new Discrepancy
        {
            Code = code,
            Severity = Severity.Error,
            Message = message,
            Place = new Place { Rendition = task.Rendition, Chunk = task.Chunk, Frame = chunk.FirstFrame },
            Frames = new FrameRange { From = chunk.FirstFrame, To = chunk.FirstFrame + chunk.Count },
            Remedy = "Run the job again; if it comes back, report it with the encoder's version.",
        };
        foreach (var (name, value) in evidence)
        {
            discrepancy.Evidence[name] = value;
        }

        return discrepancy;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

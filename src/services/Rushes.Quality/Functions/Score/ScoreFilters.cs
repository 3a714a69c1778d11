using System.Globalization;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>The filters from decoders to libvmaf. Pure.</summary>
internal sealed class ScoreFilters(WindowToScore task, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span)
{
    public const string ReferenceProof = "times";

    public static string Scored(int video) => string.Create(CultureInfo.InvariantCulture, $"scored{video}");

    public static string Proof(int video) => string.Create(CultureInfo.InvariantCulture, $"times{video}");

    public string Graph()
    {
        List<string> chains = [.. Reference()];
        var input = 1;
        foreach (var (video, encode) in encodes.Index())
        {
            chains.AddRange(Encode(video, encode, input));
            chains.Add($"[encode{video}][reference{video}]{VmafFilter.Of(ComparisonOf(video), task.Metrics, ScoreFiles.Log(video))}[{Scored(video)}]");
            input += encode.Paths.Count;
        }

        return string.Join(';', chains);
    }

    private Comparison ComparisonOf(int video) => task.Videos[video].Comparison;

    // Comparisons differ in bits and matrices at most: each video has the reference in those of its own.
    private IEnumerable<string> Reference()
    {
        var cut = reference.Cut;
        var videos = Enumerable.Range(0, encodes.Count);
        yield return $"[0:{reference.Track.StreamIndex}]{string.Join(',', cut.Filters())},split=2[proof][pictures]";
        yield return $"[proof]{cut.ProofFilter()}[{ReferenceProof}]";
        yield return $"[pictures]{string.Join(',', [.. reference.Prepared(task.Steps), VmafFilter.Count])},split={encodes.Count}{string.Concat(videos.Select(video => $"[picture{video}]"))}";
        foreach (var video in videos)
        {
            yield return $"[picture{video}]{PictureScaling.OfReference(ComparisonOf(video), reference.Track)}[reference{video}]";
        }
    }

    private IEnumerable<string> Encode(int video, EncodeInput encode, int input)
    {
        var scaling = PictureScaling.OfEncode(ComparisonOf(video));
        switch (encode)
        {
            case EncodeInput.Media media:
                yield return $"[{input}:{media.Stream}]{string.Join(',', media.Cut.Filters())},split=2[proof{video}][pictures{video}]";
                yield return $"[proof{video}]{media.Cut.ProofFilter()}[{Proof(video)}]";
                yield return $"[pictures{video}]{VmafFilter.Count},{scaling}[encode{video}]";
                break;
            case EncodeInput.Chunks chunks:
                // Scaled behind the others, since what waits for its turn is smaller before.
                foreach (var number in Enumerable.Range(0, chunks.Files.Count))
                {
                    yield return $"[{input + number}:v:0]{VmafFilter.Count}[chunk{video}-{number}]";
                }

                yield return $"{string.Concat(Enumerable.Range(0, chunks.Files.Count).Select(number => $"[chunk{video}-{number}]"))}{Joined(chunks.Files.Count)}{scaling},{Beside()}{VmafFilter.Count}[encode{video}]";
                break;
            default:
                throw new InvalidOperationException("Parts of chunks are for single frames.");
        }
    }

    private static string Joined(int chunks) => chunks > 1 ? string.Create(CultureInfo.InvariantCulture, $"concat=n={chunks}:v=1:a=0,") : "";

    // Motion is the reference's alone, so that any picture will do beside the window.
    private string Beside() => (span.Before, span.After) switch
    {
        (0, 0) => "",
        (1, 0) => "tpad=start=1:start_mode=clone,",
        (0, 1) => "tpad=stop=1:stop_mode=clone,",
        _ => "tpad=start=1:start_mode=clone:stop=1:stop_mode=clone,",
    };
}

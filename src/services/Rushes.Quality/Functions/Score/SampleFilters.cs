using System.Globalization;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>The filters of a <see cref="SampleRun"/>, from decoders to libvmaf. Pure.</summary>
internal sealed class SampleFilters(WindowToScore task, ReferenceInput reference, IReadOnlyList<IReadOnlyList<SampleInput>> encodes, int film, int first)
{
    public const string ReferenceProof = "times";
    public const string Scored = "scored";

    private readonly Comparison _comparison = task.Videos[0].Comparison;

    private IEnumerable<int> Samples => Enumerable.Range(0, task.Samples.Count);

    private IEnumerable<int> Videos => Enumerable.Range(0, task.Videos.Count);

    public static string Proof(int video, int sample) => Text($"times{video}-{sample}");

    public string Graph() => string.Join(
        ';',
        [
            .. Reference(), .. Videos.SelectMany(Encode), Sequence("encode"), Sequence("reference"),
            $"[encode][reference]{VmafFilter.Of(_comparison, task.Metrics, ScoreFiles.Log(0), SampleRun.Three)}[{Scored}]",
        ]);

    private IEnumerable<string> Reference()
    {
        var cut = reference.Cut;
        yield return $"[0:{reference.Track.StreamIndex}]{string.Join(',', cut.Filters())},split=2[proof][pictures]";
        yield return $"[proof]{cut.ProofFilter()}[{ReferenceProof}]";
        yield return $"[pictures]{string.Join(',', [.. reference.Prepared(task.Steps), VmafFilter.Count])},split={task.Samples.Count}{Pads("place", Samples)}";
        foreach (var chain in Samples.SelectMany(Three))
        {
            yield return chain;
        }

        yield return $"{Pads("three", Samples)}concat=n={task.Samples.Count}:v=1:a=0,{VmafFilter.Count},split={task.Videos.Count}{Pads("split", Videos)}";
        foreach (var video in Videos)
        {
            yield return $"[split{video}]{Placed(video)}[reference{video}]";
        }
    }

    // A frame and those beside it.
    private IEnumerable<string> Three(int sample)
    {
        var frame = (int)task.Samples[sample];
        var (from, to) = (Math.Max(0, frame - 1) - first, Math.Min(film, frame + 2) - first);
        var chain = Text($"[place{sample}]trim=start_frame={from}:end_frame={to},{VmafFilter.Count},{Alike(PictureScaling.OfReference(_comparison, reference.Track))}");
        if (frame == 0)
        {
            // Nothing moved before the film.
            yield return $"{chain},tpad=start=1:start_mode=clone[three{sample}]";
        }
        else if (frame == film - 1)
        {
            // Motion is the lesser of that before and behind the frame; behind the last there is none, so the one before has to come twice.
            yield return $"{chain},split=2[before][last]";
            yield return $"[before]trim=end_frame=1,{VmafFilter.Count}[behind]";
            yield return $"[last][behind]concat=n=2:v=1:a=0[three{sample}]";
        }
        else
        {
            yield return $"{chain}[three{sample}]";
        }
    }

    // Motion is the reference's alone, so that any picture will do beside the frame.
    private IEnumerable<string> Encode(int video)
    {
        var scaling = Alike(PictureScaling.OfEncode(_comparison));
        foreach (var (sample, input) in encodes[video].Index())
        {
            var number = 1 + (video * task.Samples.Count) + sample;
            var source = Text($"[{number}:v:0]");
            if (input.Encode is EncodeInput.Media media)
            {
                source = Text($"[pictures{video}-{sample}]");
                yield return Text($"[{number}:{media.Stream}]{string.Join(',', media.Cut.Filters())},split=2[proof{video}-{sample}]{source}");
                yield return $"[proof{video}-{sample}]{media.Cut.ProofFilter()}[{Proof(video, sample)}]";
            }

            yield return Text(
                $"{source}trim=start_frame={input.Skipped}:end_frame={input.Skipped + 1},{VmafFilter.Count},{scaling},tpad=start=1:start_mode=clone:stop=1:stop_mode=clone,{VmafFilter.Count}[frame{video}-{sample}]");
        }

        yield return $"{string.Concat(Samples.Select(sample => $"[frame{video}-{sample}]"))}concat=n={task.Samples.Count}:v=1:a=0,{VmafFilter.Count},{Placed(video)}[encode{video}]";
    }

    // Sizes are rounded, so that shapes of samples differ a little; what joins pictures wants them all alike.
    private static string Alike(string scaling) => $"{scaling},setsar=1";

    // Threes of one video, at their numbers in the sequence of all.
    private string Placed(int video) => Text($"setpts=(floor(N/{SampleRun.Three})*{task.Videos.Count}+{video})*{SampleRun.Three}+mod(N\\,{SampleRun.Three})");

    private string Sequence(string side) => task.Videos.Count == 1
        ? $"[{side}0]{Filled}[{side}]"
        : $"{Pads(side, Videos)}interleave=nb_inputs={task.Videos.Count},{Filled}[{side}]";

    private static string Filled => $"{VmafFilter.Count},tpad=start=2:start_mode=clone,{VmafFilter.Count}";

    private static string Pads(string name, IEnumerable<int> numbers) => string.Concat(numbers.Select(number => $"[{name}{number}]"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

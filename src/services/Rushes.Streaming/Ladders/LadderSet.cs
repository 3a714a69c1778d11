using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The ladders of one title: one for each codec that its streams come in.</summary>
public static class LadderSet
{
    /// <summary>Every reason why these cannot be the ladders of one title.</summary>
    /// <param name="ladders">In the order of their codecs; null: one that a request left out.</param>
    public static IEnumerable<Failure> Problems(IReadOnlyList<Ladder?> ladders)
    {
        ArgumentNullException.ThrowIfNull(ladders);
        foreach (var ladder in ladders)
        {
            if (ladder is not { Rungs.Count: > 0, SegmentMs: > 0 })
            {
                yield return Failure.Refusal("request.ladder", "The ladder has no rungs or no segment length.", "Use the standard ladder, or a ladder file.");
            }

            if (ladder is { Codec: CodecFormat.Unspecified or CodecFormat.Vc1 })
            {
                yield return Failure.Refusal("request.codec", $"Codec '{ladder.Codec}' cannot be encoded.", $"Use one of {string.Join(", ", CodecNames.All)}.");
            }
        }

        Ladder[] known = [.. ladders.OfType<Ladder>()];
        if (known.Length < 2)
        {
            yield break;
        }

        foreach (var codec in known.GroupBy(ladder => ladder.Codec).Where(codec => codec.Count() > 1))
        {
            yield return Failure.Refusal("request.codecs", $"There are {codec.Count()} ladders of {Name(codec.Key)}.", "Give one for each codec.");
        }

        if (Array.Find(known, ladder => !IsStreamed(ladder.Codec)) is { } unstreamed)
        {
            yield return Failure.Refusal(
                "request.codecs", $"{Name(unstreamed.Codec)} goes into files, and the others are streamed.", "Make it with a command of its own.");
        }

        if (known.Select(ladder => ladder.SegmentMs).Distinct().Count() > 1)
        {
            yield return Failure.Refusal("request.segments", "The ladders differ in the length of their segments.", "Give all the same: players change between them.");
        }
    }

    /// <summary>Whether players are streamed the codec, so that its renditions may stand beside those of others.</summary>
    private static bool IsStreamed(CodecFormat codec) => codec is CodecFormat.Avc or CodecFormat.Hevc or CodecFormat.Av1 or CodecFormat.Vp9;

    private static string Name(CodecFormat codec) => codec.ToString().ToLowerInvariant();
}

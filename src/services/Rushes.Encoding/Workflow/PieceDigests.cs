using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Media.Timelines;
using Rushes.Platform.Workflows;
using Rushes.Tools.Cutting;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Workflow;

/// <summary>What of the source decides each piece, so that pieces are known again.</summary>
internal static class PieceDigests
{
    /// <returns>One for each piece; none where the inspection could not tell, or did not.</returns>
    public static async Task<IReadOnlyList<ByteString>> OfAsync(
        VideoSource source, SplitPlan plan, Timeline video, StepContext context, CancellationToken cancellationToken)
    {
        // What a request says of a source may be of another one, and its pieces would go to whoever has that.
        if (source.Groups is null || !context.IsCalled)
        {
            return [];
        }

        await using var stream = await context.Store.OpenReadAsync(source.Groups.Uri, cancellationToken);
        var groups = CodedGroups.ReadFrom(stream);
        var fromItsStart = PictureCut.NeedsItsStart(source.Track);
        var roll = ChunkFilters.LongestRoll(source.Track);
        int[] starts = [.. plan.PieceStarts.Select(start => (int)start), video.Count];
        return [.. starts.Zip(starts.Skip(1)).Select(piece => Digest(piece.First, piece.Second))];

        ByteString Digest(int from, int to) => ByteString.CopyFrom(groups.DigestOf(
            fromItsStart ? null : Time(Math.Max(0, from - roll)), Time(Math.Min(video.Count - 1, to + roll))));

        MediaRational Time(int frame) => video.SourceTimeBase * video.SourceTime(frame);
    }
}

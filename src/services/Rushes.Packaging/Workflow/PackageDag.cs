using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Packaging.Functions.Files;
using Rushes.Packaging.Functions.Manifests;
using Rushes.Packaging.Functions.Map;
using Rushes.Packaging.Functions.Proof;
using Rushes.Packaging.Functions.Read;
using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Functions.Track;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>
/// <code>
/// read (map) ──► plan ─┬─► map (map) ──► track (map) ─┬─► manifests ──► proof ──► respond
///                      ├─► file (map) ────────────────┤
///                      └─► thumbnails (map) ──────────┘
/// </code>
/// The plan fixes the one clock of all tracks; the samples of those that are to be encrypted are mapped, and each track is then
/// written alone, front to back. The manifests come last: what is named is there.
/// </summary>
internal static class PackageDag
{
    public static readonly Dag<PackageRequest, PackageResponse> Definition =
        Dag.Define<PackageRequest, PackageResponse>("packaging.package", version: 4, PackageRequest.Parser, dag =>
        {
            var read = dag.Map("read", dag.Request, ReadFunction.Reference, request => request.Inputs.Select((input, position) => Item(new ReadTask { Input = input }, position)));
            var plan = dag.Inline(
                "plan", dag.Request.And(read), PackagePlan.Parser,
                (from, context, cancellationToken) => PackagePlanner.PlanAsync(from.First, from.Second, context, cancellationToken));
            var maps = dag.Map(
                "map", plan, MapFunction.Reference, from => PackagePlanner.MapTasks(from).Select((task, position) => Item(task, position)));
            var tracks = dag.Map(
                "track", plan.And(maps), TrackFunction.Reference,
                from => PackagePlanner.TrackTasks(from.First, from.Second).Select(track => new MapItem<TrackTask>(track, track.Kind == TrackKinds.TrickPlay ? $"{track.Name}.trick" : track.Name, track.Bytes)));
            var files = dag.Map(
                "file", plan, FileFunction.Reference, from => from.Files.Select(file => new MapItem<FileTask>(file, file.Path, file.Tracks.Sum(track => track.Bytes))));
            var sheets = dag.Map(
                "thumbnails", plan, ThumbnailFunction.Reference,
                from => ThumbnailPlanner.Sheets(from.Thumbnails).Select(sheet => new MapItem<ThumbnailTask>(sheet, ThumbnailTiles.FileName(sheet.Sheet), 1)));
            var media = tracks.And(files).And(sheets);
            var manifests = dag.Function(
                "manifests", dag.Request.And(plan).And(maps).And(media), ManifestsFunction.Reference,
                from => PackagePlanner.ManifestTask(from.First.First.First, from.First.First.Second, from.First.Second, from.Second.Second));
            var proof = dag.Function(
                "proof", dag.Request.And(plan).And(media).And(manifests), ProofFunction.Reference,
                from => PackagePlanner.ProofTask(from.First.First.First, from.First.First.Second, All(from.First.Second.First), from.First.Second.Second, from.Second));
            return dag.Inline(
                "respond", media.And(manifests).And(proof), PackageResponse.Parser,
                (from, _, _) => Task.FromResult<StepOutcome<PackageResponse>>(
                    Respond(All(from.First.First.First), from.First.First.Second, [.. from.First.Second.Files, .. from.Second.Files])));
        });

    private static MapItem<T> Item<T>(T task, int position)
        where T : class, IMessage<T>
        => new(task, position.ToString(System.Globalization.CultureInfo.InvariantCulture), 1);

    private static IReadOnlyList<PackagedTrack> All((IReadOnlyList<PackagedTrack> Tracks, IReadOnlyList<PackagedTrack> Files) written) =>
        [.. written.Tracks, .. written.Files];

    private static PackageResponse Respond(IReadOnlyList<PackagedTrack> tracks, IReadOnlyList<ThumbnailSheet> sheets, IEnumerable<PackagedFile> files) => new()
    {
        Tracks = { tracks.Where(track => track.Kind != TrackKinds.TrickPlay) },
        Files = { tracks.SelectMany(track => track.Files), sheets.SelectMany(sheet => sheet.Files), files },
    };
}

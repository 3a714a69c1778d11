using Rushes.Contracts;
using Rushes.Packaging.Functions.Files;
using Rushes.Packaging.Functions.Manifests;
using Rushes.Packaging.Functions.Proof;
using Rushes.Packaging.Functions.Read;
using Rushes.Packaging.Functions.Track;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>
/// <code>
/// read (map) ──► plan ─┬─► track (map) ─┬─► manifests ──► proof ──► respond
///                      └─► file (map) ──┘
/// </code>
/// The plan fixes the one clock of all tracks; each track is then written alone, front to back. The manifests come last: what is
/// named is there.
/// </summary>
internal static class PackageDag
{
    public static readonly Dag<PackageRequest, PackageResponse> Definition =
        Dag.Define<PackageRequest, PackageResponse>("packaging.package", version: 2, PackageRequest.Parser, dag =>
        {
            var read = dag.Map("read", dag.Request, ReadFunction.Reference, request => request.Inputs.Select(Read));
            var plan = dag.Inline(
                "plan", dag.Request.And(read), PackagePlan.Parser,
                (from, context, cancellationToken) => PackagePlanner.PlanAsync(from.First, from.Second, context, cancellationToken));
            var tracks = dag.Map(
                "track", plan, TrackFunction.Reference, from => from.Tracks.Select(track => new MapItem<TrackTask>(track, track.Name, 1)));
            var files = dag.Map(
                "file", plan, FileFunction.Reference, from => from.Files.Select(file => new MapItem<FileTask>(file, file.Path, 1)));
            var manifests = dag.Function(
                "manifests", dag.Request.And(plan).And(tracks).And(files), ManifestsFunction.Reference,
                from => PackagePlanner.ManifestTask(from.First.First.First, from.First.First.Second));
            var proof = dag.Function(
                "proof", dag.Request.And(plan).And(tracks).And(files).And(manifests), ProofFunction.Reference,
                from => PackagePlanner.ProofTask(
                    from.First.First.First.First, from.First.First.First.Second, [.. from.First.First.Second, .. from.First.Second], from.Second));
            return dag.Inline(
                "respond", tracks.And(files).And(manifests).And(proof), PackageResponse.Parser,
                (from, _, _) => Task.FromResult<StepOutcome<PackageResponse>>(
                    Respond([.. from.First.First.First, .. from.First.First.Second], [.. from.First.Second.Files, .. from.Second.Files])));
        });

    private static MapItem<ReadTask> Read(ObjectRef input, int position) =>
        new(new ReadTask { Input = input }, position.ToString(System.Globalization.CultureInfo.InvariantCulture), 1);

    private static PackageResponse Respond(IReadOnlyList<PackagedTrack> tracks, IEnumerable<PackagedFile> files) => new()
    {
        Tracks = { tracks },
        Files = { tracks.SelectMany(track => track.Files), files },
    };
}

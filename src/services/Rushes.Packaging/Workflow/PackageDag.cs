using Rushes.Contracts;
using Rushes.Packaging.Functions.Manifests;
using Rushes.Packaging.Functions.Proof;
using Rushes.Packaging.Functions.Track;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>
/// <code>
/// plan ──► track (map) ──► manifests ──► proof ──► respond
/// </code>
/// The plan fixes the one clock of all tracks; each track is then written alone, front to back.
/// </summary>
internal static class PackageDag
{
    public static readonly Dag<PackageRequest, PackageResponse> Definition =
        Dag.Define<PackageRequest, PackageResponse>("packaging.package", version: 2, PackageRequest.Parser, dag =>
        {
            var plan = dag.Inline("plan", dag.Request, PackagePlan.Parser, PackagePlanner.PlanAsync);
            var tracks = dag.Map(
                "track", plan, TrackFunction.Reference, from => from.Tracks.Select(track => new MapItem<TrackTask>(track, track.Name, 1)));
            var manifests = dag.Function(
                "manifests", dag.Request.And(plan).And(tracks), ManifestsFunction.Reference,
                from => PackagePlanner.ManifestTask(from.First.First, from.First.Second));
            var proof = dag.Function(
                "proof", dag.Request.And(plan).And(tracks).And(manifests), ProofFunction.Reference,
                from => PackagePlanner.ProofTask(from.First.First.First, from.First.First.Second, from.First.Second, from.Second));
            return dag.Inline(
                "respond", tracks.And(manifests).And(proof), PackageResponse.Parser,
                (from, _, _) => Task.FromResult<StepOutcome<PackageResponse>>(new PackageResponse
                {
                    Tracks = { from.First.First },
                    Files = { from.First.First.SelectMany(track => track.Files), from.First.Second.Files, from.Second.Files },
                }));
        });
}

using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>One task for each track of the streams, and the clock that they share; one for each progressive file.</summary>
internal static class PackagePlanner
{
    public static async Task<StepOutcome<PackagePlan>> PlanAsync(
        PackageRequest request, IReadOnlyList<ReadTracks> inputs, StepContext context, CancellationToken cancellationToken)
    {
        var sources = await TrackSources.ReadAsync(request, inputs, context, cancellationToken);
        var forms = PackageForms.Of(request, sources);
        var (scheme, unencryptable) = await EncryptionPlanner.PlanAsync(request, forms, sources, context, cancellationToken);
        var refusals = new FailureList { Failures = { forms.Refusals(request, sources), unencryptable, ThumbnailPlanner.Refusals(request, forms, sources) } };
        if (refusals.Failures.Count > 0)
        {
            return refusals;
        }

        var tracks = Tracks(request, sources, scheme);
        var plan = new PackagePlan { BaseSeconds = tracks.Select(track => track.BaseSeconds).FirstOrDefault(), Hls = forms.Hls, Dash = forms.Dash };
        if (forms.IsStreamed)
        {
            plan.Tracks.AddRange(tracks);
            plan.Tracks.AddRange(forms.Dash ? TrickPlayPlanner.Plan(sources, tracks) : []);
        }

        plan.Thumbnails = ThumbnailPlanner.Plan(request, sources, tracks);
        plan.Files.AddRange(FilePlanner.Plan(request, forms, sources, tracks));
        plan.Sources.AddRange(inputs.Count == 0 ? request.Sources : inputs.Select(input => new PackageSource { Size = input.Size }));
        return plan;
    }

    /// <summary>One for each track that is encrypted.</summary>
    public static IEnumerable<MapTask> MapTasks(PackagePlan plan) =>
        plan.Tracks.Where(IsEncrypted).Select(track => new MapTask { Index = track.Index, Scheme = track.Scheme, KeyFrames = track.Kind == TrackKinds.TrickPlay });

    /// <param name="plan">Of the package.</param>
    /// <param name="maps">Of the tasks above.</param>
    public static IEnumerable<TrackTask> TrackTasks(PackagePlan plan, IEnumerable<MappedSamples> maps)
    {
        var left = new Queue<MappedSamples>(maps);
        foreach (var track in plan.Tracks.Select(track => track.Clone()))
        {
            track.Map = IsEncrypted(track) ? left.Dequeue().Map : null;
            yield return track;
        }
    }

    public static MapItem<ManifestTask> ManifestTask(
        PackageRequest request, PackagePlan plan, IEnumerable<MappedSamples> maps, IReadOnlyList<ThumbnailSheet> sheets) => new(
        new ManifestTask
        {
            DestinationUri = request.DestinationUri,
            Tracks = { TrackTasks(plan, maps) },
            Hls = plan.Hls,
            Dash = plan.Dash,
            Texts = { request.Texts },
            BaseSeconds = plan.BaseSeconds,
            Thumbnails = plan.Thumbnails,
            LargestSheet = sheets.Select(sheet => sheet.Proof.Size).DefaultIfEmpty().Max(),
        }, "manifests", 1);

    public static MapItem<ProofTask> ProofTask(
        PackageRequest request, PackagePlan plan, IEnumerable<PackagedTrack> tracks, IEnumerable<ThumbnailSheet> sheets, ManifestsWritten manifests) => new(
        new ProofTask { Request = request, Plan = plan, Tracks = { tracks }, Sheets = { sheets }, Manifests = manifests }, "proof", 1);

    private static bool IsEncrypted(TrackTask track) => track.Scheme.Length > 0;

    private static TrackTask[] Tracks(PackageRequest request, IReadOnlyList<TrackSource> sources, string scheme)
    {
        var lead = sources.Select(source => PackageBase.DecodeLead(source.Index)).Max();
        var audio = sources.Where(source => !source.IsVideo).ToArray();
        var main = Array.Find(audio, source => source.Track.IsDefault) ?? audio.FirstOrDefault();
        var starts = Starts(request, sources);
        return [.. sources.Select(source => new TrackTask
        {
            DestinationUri = request.DestinationUri,
            Name = source.Name,
            Kind = source.IsVideo ? TrackKinds.Video : TrackKinds.Audio,
            Codec = source.Index.Format.Codec,
            Index = source.Track.Index,
            BaseSeconds = PackageBase.Seconds(lead),
            Colour = source.Track.Colour,
            FrameRate = source.IsVideo ? source.Track.FrameRate ?? Rate(source.Index) : null,
            Language = source.Language,

            // One sound is played when the viewer chose nothing: the source's default, or else the first.
            IsDefault = source == main,
            DecodeLead = new Rational { Numerator = lead.Numerator, Denominator = lead.Denominator },
            SegmentStarts = { starts[source].Select(start => (uint)start) },
            SegmentFiles = request.SegmentFiles,
            Bytes = source.Index.MediaBytes,
            Scheme = scheme,
            Keys = request.Keys,
        })];
    }

    private static Dictionary<TrackSource, IReadOnlyList<int>> Starts(PackageRequest request, IReadOnlyList<TrackSource> sources)
    {
        var videos = sources.Where(source => source.IsVideo).ToArray();
        var starts = sources.Where(source => !source.IsVideo).ToDictionary(source => source, source => AudioSegments.Starts(source.Index, request.SegmentMs));
        if (videos.Length > 0)
        {
            foreach (var (video, own) in videos.Zip(AlignedSegments.Starts([.. videos.Select(video => video.Index)], request.SegmentMs)))
            {
                starts.Add(video, own);
            }
        }

        return starts;
    }

    private static Rational Rate(FrameIndex index)
    {
        var rate = FrameRates.Of(index);
        return new Rational { Numerator = rate.Numerator, Denominator = rate.Denominator };
    }
}

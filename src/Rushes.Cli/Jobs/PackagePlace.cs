using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Storage;
using Rushes.Storage.Local;

namespace Rushes.Cli.Jobs;

/// <summary>Where a package goes, and where it is made: it appears whole, or not at all.</summary>
internal abstract class PackagePlace
{
    /// <summary>Why nothing can be published here; null when it can.</summary>
    public abstract Task<Failure?> FindObstacleAsync(CancellationToken cancellationToken);

    /// <summary>The folder to make it in; empty: as objects of the job's store.</summary>
    public abstract string DestinationUri { get; }

    /// <summary>The job's store.</summary>
    /// <param name="folder">Of the job.</param>
    /// <param name="keys">A local file with keys, which may be read; null: there is none.</param>
    public abstract IObjectStore Open(WorkFolder folder, string? keys);

    /// <summary>Makes the package appear.</summary>
    /// <param name="files">Of the package, where they are objects.</param>
    /// <param name="report">Its text.</param>
    /// <param name="cancellationToken">Ends it; then nothing appears.</param>
    public abstract Task PublishAsync(IReadOnlyList<PackagedFile> files, string report, CancellationToken cancellationToken);

    /// <summary>What was made and not published goes.</summary>
    public abstract Task DiscardAsync();

    /// <param name="settings">What is packaged.</param>
    /// <param name="id">Of the job.</param>
    public static PackagePlace Of(PackageSettings settings, string id, TimeProvider time, ILoggerFactory logging) =>
        InputFile.IsObject(settings.OutputPath) ? new BucketPlace(settings, id, time, logging) : new FolderPlace(settings, id, time, logging);

    /// <summary>Local files and what an index beside them names; objects of S3.</summary>
    protected static IEnumerable<string> Readable(PackageSettings settings, bool objects)
    {
        var inputs = settings.Inputs.Concat(settings.Texts).Where(input => InputFile.IsObject(input) == objects);

        // An index of a package names the tracks of that package, one folder up from its own.
        var packages = settings.Inputs
            .Where(input => InputFile.IsObject(input) == objects && input.EndsWith(".rfi", StringComparison.Ordinal))
            .Select(input => objects ? new Uri(new Uri(input), "../").AbsoluteUri : Path.GetFullPath(Path.Combine(input, "..", "..")) + "/");
        return inputs.Concat(packages);
    }

    private sealed class FolderPlace(PackageSettings settings, string id, TimeProvider time, ILoggerFactory logging) : PackagePlace
    {
        private readonly OutputFolder _output = new(settings.OutputPath);
        private readonly string _staging = new OutputFolder(settings.OutputPath).StagingFor(id);

        public override string DestinationUri => LocalObjectStore.UriOf(_staging);

        public override Task<Failure?> FindObstacleAsync(CancellationToken cancellationToken) => Task.FromResult(_output.FindObstacle());

        public override IObjectStore Open(WorkFolder folder, string? keys)
        {
            OutputFolder.Discard(_staging);
            var own = new LocalObjectStore(folder.Objects, [.. Readable(settings, objects: false), .. keys is null ? Array.Empty<string>() : [keys]]);
            var objects = Readable(settings, objects: true).ToArray();
            return objects is [var first, ..]
                ? new StoreByScheme(own, new Dictionary<string, IObjectStore>(StringComparer.Ordinal) { ["s3://"] = BucketOf(first).Open(objects, time, logging) })
                : own;
        }

        public override async Task PublishAsync(IReadOnlyList<PackagedFile> files, string report, CancellationToken cancellationToken)
        {
            await File.WriteAllTextAsync(Path.Combine(_staging, OutputFolder.ReportName), report, cancellationToken);
            _output.Publish(_staging);
        }

        public override Task DiscardAsync()
        {
            OutputFolder.Discard(_staging);
            return Task.CompletedTask;
        }
    }

    /// <summary>Made below the prefix of the job; then copied by the server, what players open first last.</summary>
    private sealed class BucketPlace(PackageSettings settings, string id, TimeProvider time, ILoggerFactory logging) : PackagePlace
    {
        private static readonly string[] Last = ["master.m3u8", "manifest.mpd", "proof.json"];

        private readonly StoreLocation.S3Bucket _place = (StoreLocation.S3Bucket)StoreLocation.Parse(settings.OutputPath);

        public override string DestinationUri => string.Empty;

        private StoreLocation.S3Bucket Work => _place with { Prefix = $"{_place.Prefix}.rushes-{id}/" };

        public override async Task<Failure?> FindObstacleAsync(CancellationToken cancellationToken)
        {
            await foreach (var key in _place.Open([], time, logging).ListAsync(string.Empty, cancellationToken))
            {
                if (!key.StartsWith($".rushes-{id}/", StringComparison.Ordinal))
                {
                    return Failure.Refusal("output.not_empty", $"{settings.OutputPath} is not empty.", "Name a prefix without objects.", new Place { Option = "--out" });
                }
            }

            return null;
        }

        public override IObjectStore Open(WorkFolder folder, string? keys)
        {
            var own = Work.Open([.. Readable(settings, objects: true)], time, logging);
            var files = new LocalObjectStore(folder.Objects, [.. Readable(settings, objects: false), .. keys is null ? Array.Empty<string>() : [keys]]);
            return new StoreByScheme(own, new Dictionary<string, IObjectStore>(StringComparer.Ordinal) { ["file://"] = files });
        }

        public override async Task PublishAsync(IReadOnlyList<PackagedFile> files, string report, CancellationToken cancellationToken)
        {
            var destination = _place.Open([$"s3://{Work.Bucket}/{Work.Prefix}"], time, logging);
            foreach (var file in files.OrderBy(file => Array.IndexOf(Last, file.Path)))
            {
                await destination.CopyAsync(file.Object.Uri, file.Path, cancellationToken);
            }

            using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(report));
            await destination.PutAsync(OutputFolder.ReportName, text, cancellationToken);
        }

        public override Task DiscardAsync() => Work.Open([], time, logging).DeleteAsync(string.Empty, CancellationToken.None);
    }

    private static StoreLocation.S3Bucket BucketOf(string uri) => (StoreLocation.S3Bucket)StoreLocation.Parse($"s3://{new Uri(uri).Host}/rushes");
}

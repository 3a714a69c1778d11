using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions;

/// <summary>Each file becomes an immutable object; who asked for the package knows from the response which file it is.</summary>
internal sealed class ObjectOutput(FunctionContext context) : PackageOutput
{
    private readonly List<PackagedFile> _files = [];

    public override IReadOnlyList<PackagedFile> Files => _files;

    protected override string Begin(string path) => Path.Combine(context.WorkFolder, ObjectName(path));

    protected override async Task FinishAsync(string path, string unfinished, CancellationToken cancellationToken) =>
        _files.Add(new PackagedFile { Path = path, Object = await context.PublishAsync(ObjectName(path), cancellationToken) });

    /// <summary>Objects of an attempt lie side by side.</summary>
    private static string ObjectName(string path) => path.Replace('/', '-');
}

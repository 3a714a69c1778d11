using Rushes.Contracts;

namespace Rushes.Packaging.Functions;

/// <summary>The folder that a package is built in: a file gets its name when it is finished.</summary>
internal sealed class FolderOutput(string folder) : PackageOutput
{
    private const string UnfinishedSuffix = ".unfinished";

    public override IReadOnlyList<PackagedFile> Files => [];

    protected override string Begin(string path)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file + UnfinishedSuffix;
    }

    protected override Task FinishAsync(string path, string unfinished, CancellationToken cancellationToken)
    {
        File.Move(unfinished, Path.Combine(folder, path), overwrite: true);
        return Task.CompletedTask;
    }
}

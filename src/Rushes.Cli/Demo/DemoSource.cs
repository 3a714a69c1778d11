using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Demo;

/// <summary>The film that <c>rushes demo</c> encodes: made once by FFmpeg, kept in the work folder, the same on every machine.</summary>
internal sealed class DemoSource(string workPath, TextWriter notices) : IJobInput
{
    public string Path { get; } = System.IO.Path.Combine(workPath, "demo", "demo-1.mkv");

    public bool IsThere => File.Exists(Path);

    public async Task<Failure?> ProvideAsync(IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken)
    {
        if (IsThere)
        {
            return null;
        }

        await notices.WriteLineAsync("Making the demo film (once) ...");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var unfinished = $"{Path}.{Environment.ProcessId}.partial";
        try
        {
            var result = await runner.RunAsync(
                new ToolInvocation(ffmpeg.Path, DemoFilm.Arguments(unfinished)) { Outputs = System.IO.Path.GetDirectoryName(Path) }, cancellationToken);
            if (!result.Succeeded)
            {
                return result.ToFailure("demo.source", new Place { Path = Path });
            }

            File.Move(unfinished, Path, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

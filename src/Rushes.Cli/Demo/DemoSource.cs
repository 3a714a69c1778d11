using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Demo;

/// <summary>The film that <c>rushes demo</c> encodes: made once by FFmpeg, kept in the work folder, the same on every machine.</summary>
internal sealed class DemoSource(string workPath, TextWriter notices) : IJobInput
{
    private readonly string _path = System.IO.Path.Combine(workPath, "demo", "demo-1.mkv");

    public string? Path => File.Exists(_path) ? _path : null;

    public InputIdentity? Identity => InputFile.IdentityOf(_path);

    public async Task<(string? Path, Failure? Failure)> ProvideAsync(string folder, IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken)
    {
        if (File.Exists(_path))
        {
            return (_path, null);
        }

        await notices.WriteLineAsync("Making the demo film (once) ...");
        return await MadeFile.MakeAsync(_path, unfinished => new ToolInvocation(ffmpeg.Path, DemoFilm.Arguments(unfinished)), runner, "demo.source", _path, cancellationToken);
    }
}

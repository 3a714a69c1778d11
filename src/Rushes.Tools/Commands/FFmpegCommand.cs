using Rushes.Tools.Probing;

namespace Rushes.Tools.Commands;

/// <summary>
/// An argument list for FFmpeg, in FFmpeg's own order: global options, then inputs, filters and outputs, each with the
/// options before its name. Pure; a runner takes <see cref="Arguments"/> as they are.
/// </summary>
public sealed class FFmpegCommand
{
    private readonly List<string> _arguments = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"];

    public IReadOnlyList<string> Arguments => _arguments;

    public FFmpegCommand Global(params ReadOnlySpan<string> options) => Add(options);

    /// <summary>A local file, and nothing else; see <see cref="MediaInput"/>.</summary>
    public FFmpegCommand Input(string path, params ReadOnlySpan<string> options) =>
        Add([.. MediaInput.Arguments(path, [.. options])]);

    /// <summary>Numbered local images, by their pattern.</summary>
    public FFmpegCommand Images(string pattern, params ReadOnlySpan<string> options) =>
        Add(options).Add("-protocol_whitelist", "file", "-f", "image2", "-i", pattern);

    public FFmpegCommand FilterGraph(string graph) => Add("-filter_complex", graph);

    /// <summary>A local file.</summary>
    public FFmpegCommand Output(string path, params ReadOnlySpan<string> options) => Add(options).Add($"file:{path}");

    /// <summary>Decodes and throws the result away.</summary>
    public FFmpegCommand Discard(params ReadOnlySpan<string> options) => Add(options).Add("-f", "null", "-");

    /// <summary>Has FFmpeg print its progress to standard output, in lines of <c>key=value</c>.</summary>
    public FFmpegCommand ReportProgress() => Add("-progress", "pipe:1", "-stats_period", "0.5", "-nostats");

    private FFmpegCommand Add(params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            _arguments.Add(option);
        }

        return this;
    }
}

using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Cli.Jobs;

/// <summary>
/// Frames a second of a source, for "x real time" only: looked up when somebody watches, beside the work. Whether the input is any good, the
/// inspection service says.
/// </summary>
internal sealed class SourceRate(string path, IToolRunner runner, ToolInstallation ffprobe)
{
    private Task<double?>? _lookUp;

    /// <summary>Null: it is not known, or not yet.</summary>
    public double? Read(CancellationToken cancellationToken)
    {
        _lookUp ??= LookUpAsync(cancellationToken);
        return _lookUp is { IsCompletedSuccessfully: true, Result: var rate } ? rate : null;
    }

    private async Task<double?> LookUpAsync(CancellationToken cancellationToken) =>
        await new MediaProbe(runner, ffprobe).ProbeAsync(path, cancellationToken) is ProbeOutcome.Probed { Media.Video.FrameRate: { Numerator: > 0, Denominator: > 0 } rate }
            ? (double)rate.Numerator / rate.Denominator
            : null;
}

using Rushes.Contracts;
using Rushes.Inspection.Sound;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Inspection.Functions.Listen;

/// <summary>Decodes a sound track once, in one process, and judges it while it is decoded.</summary>
internal sealed class SoundScan(IToolRunner runner, ToolInstallation ffmpeg)
{
    private const int LinesBetweenReports = 10_000;

    private static readonly ToolLimits Limits = new(TimeSpan.FromHours(24), TimeSpan.FromSeconds(60));

    /// <summary>
    /// FFmpeg's exit code is not asked for: damaged sound ends it badly in some versions, and what was heard until then is told all the same.
    /// </summary>
    /// <param name="path">Of a local file.</param>
    /// <param name="track">Which one to listen to.</param>
    /// <param name="onProgress">Called now and then with the samples so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StepOutcome<SoundHeard>> RunAsync(string path, AudioTrack track, Action<long>? onProgress, CancellationToken cancellationToken)
    {
        var plan = ChannelPlan.Of(track);
        var (listener, log, lines) = (new SoundListener(plan), new SoundLog(track), 0L);
        var result = await runner.RunAsync(
            new(ffmpeg.Path, SoundCommand.For(path, track.StreamIndex, plan))
            {
                Limits = Limits,
                Inputs = [Path.GetFullPath(path)],
                OnOutputLine = line =>
                {
                    listener.Read(line);
                    if (++lines % LinesBetweenReports == 0)
                    {
                        onProgress?.Invoke(listener.Samples);
                    }
                },
                OnErrorLine = log.Read,
            },
            cancellationToken);
        if (result.End != ToolEnd.Exited || result.Signal is not null)
        {
            return result.ToFailure("listen.failed", new Place { Path = path });
        }

        return listener.Finish(track.StreamIndex, log);
    }
}

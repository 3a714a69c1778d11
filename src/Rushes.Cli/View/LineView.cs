namespace Rushes.Cli.View;

/// <summary>For logs: a line when a phase begins or ends, and one every few seconds while chunks are encoded.</summary>
internal sealed class LineView(TextWriter writer, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, PhaseStage> _stages = [];
    private long _lastLine = time.GetTimestamp();

    public Task FollowAsync(Func<Task<ProgressState>> observe, Task ended) =>
        Ticks.UntilAsync(ended, Look, time, async () => Show(await observe()));

    private void Show(ProgressState state)
    {
        foreach (var phase in state.Phases.Where(phase => phase.Stage != _stages.GetValueOrDefault(phase.Name)))
        {
            _stages[phase.Name] = phase.Stage;
            writer.WriteLine($"{phase.Name}: {Word(phase.Stage)}");
        }

        if (time.GetElapsedTime(_lastLine) >= Pause && ProgressText.Line(state) is { Length: > 0 } line)
        {
            _lastLine = time.GetTimestamp();
            writer.WriteLine(line);
        }
    }

    private static string Word(PhaseStage stage) => stage switch
    {
        PhaseStage.Running => "started",
        PhaseStage.Done => "done",
        PhaseStage.Failed => "failed",
        _ => "waiting",
    };
}

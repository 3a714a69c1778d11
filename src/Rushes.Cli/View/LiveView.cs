using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rushes.Cli.View;

/// <summary>For a terminal: the phases, a bar for each rendition, speed and time left, drawn in place.</summary>
internal sealed class LiveView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private const int BarWidth = 32;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task FollowAsync(Func<Task<ProgressState>> observe, Task ended) =>
        await console.Live(Render(await observe())).AutoClear(true).StartAsync(
            context => Ticks.UntilAsync(ended, Look, time, async () => context.UpdateTarget(Render(await observe()))));

    internal static IRenderable Render(ProgressState state)
    {
        List<IRenderable> parts = [new Markup(string.Join("  ", state.Phases.Select(Phase)))];
        if (state.Rows.Count > 0)
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap())
                .AddColumn(new GridColumn().NoWrap().RightAligned()).AddColumn(new GridColumn().NoWrap());
            foreach (var row in state.Rows)
            {
                grid.AddRow(Markup.Escape(row.Name), Bar(row.Fraction), Percent(row.Fraction), Chunks(row));
            }

            parts.Add(grid);
        }

        if (state.Rows.Count > 0 || state.BytesPerSecond is not null)
        {
            parts.Add(new Markup($"[grey]{Markup.Escape(ProgressText.Speed(state))}[/]"));
        }

        return new Rows(parts);
    }

    private static string Phase(PhaseState phase) => phase.Stage switch
    {
        PhaseStage.Done => $"[green]✓ {phase.Name}[/]",
        PhaseStage.Running when phase.IsTransferring => $"[bold yellow]● {phase.Name} {ProgressText.Percent(phase)}[/]",
        PhaseStage.Running => $"[bold yellow]● {phase.Name}[/]",
        PhaseStage.Failed => $"[red]✗ {phase.Name}[/]",
        _ => $"[grey]○ {phase.Name}[/]",
    };

    private static string Bar(double fraction)
    {
        var full = (int)Math.Round(BarWidth * fraction);
        return $"[green]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/]";
    }

    private static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0} %");

    private static string Chunks(RenditionProgress row)
    {
        var retries = row.Retries > 0 ? $" [yellow]{row.Retries} tried again[/]" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[grey]{row.ChunksDone}/{row.Chunks} chunks, {row.ChunksRunning} running[/]{retries}");
    }
}

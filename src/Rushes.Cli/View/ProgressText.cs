using System.Globalization;
using Rushes.Cli.Report;

namespace Rushes.Cli.View;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary>Speed and time left; empty while nothing can be said.</summary>
    public static string Speed(ProgressState state)
    {
        List<string> parts = [];
        if (state.FramesPerSecond is { } frames)
        {
            parts.Add(Invariant($"{frames:0} frames/s"));
        }

        if (state.BytesPerSecond is { } bytes)
        {
            parts.Add($"{Quantities.Size((long)bytes)}/s");
        }

        if (state.RealTime is { } multiple && double.IsFinite(multiple))
        {
            parts.Add(Invariant($"{multiple:0.00} x real time"));
        }

        if (state is { Left: { } left, Fraction: < 1 } && left < TimeSpan.FromDays(30))
        {
            parts.Add($"{Quantities.Time(left)} left");
        }

        return string.Join(", ", parts);
    }

    /// <summary>One line for a log; empty while nothing can be said.</summary>
    public static string Line(ProgressState state)
    {
        if (state.Phases.FirstOrDefault(phase => phase.IsTransferring) is { } transfer)
        {
            return $"{transfer.Name} {Percent(transfer)}{(state.BytesPerSecond is null ? "" : $", {Speed(state)}")}";
        }

        if (state.Rows.Count == 0 || state.Fraction >= 1)
        {
            return "";
        }

        var chunks = Invariant($"{state.Rows.Sum(row => row.ChunksDone)}/{state.Rows.Sum(row => row.Chunks)} chunks");
        var speed = Speed(state);
        return Invariant($"encode {100 * state.Fraction:0} %, {chunks}{(speed.Length > 0 ? ", " + speed : "")}");
    }

    /// <param name="phase">That is transferring.</param>
    public static string Percent(PhaseState phase) => Invariant($"{Math.Floor(100 * phase.Fraction!.Value):0} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Platform.Hosting;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Jobs;

/// <summary>Wall and processor time of this command, of the program and its tools.</summary>
internal sealed class JobClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public ReportTime Read(IEnumerable<WorkSnapshot> works)
    {
        var cpu = Environment.CpuUsage.TotalTime + ChildProcessorTime.Read();
        return new ReportTime(
            Math.Round(time.GetElapsedTime(_started).TotalSeconds, 3), Math.Round(cpu.TotalSeconds, 3), Phases.Seconds(works));
    }
}

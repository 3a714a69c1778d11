using System.Runtime.InteropServices;
using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Locating;

/// <summary>Looks over every tool and library that Rushes stands on. Pure data comes out; the host prints it.</summary>
/// <param name="runner">Runs the tools to ask them.</param>
/// <param name="sandbox">That of the runner.</param>
public sealed class Doctor(IToolRunner runner, Sandbox sandbox)
{
    private const string SqliteLibrary = "libsqlite3.so.0";

    public async Task<DoctorReport> ExamineAsync(ToolSearch search, CancellationToken cancellationToken)
    {
        var tools = await new ToolLocator(runner).LocateAsync(search, cancellationToken);
        return new([Ffmpeg(tools, search), Ffprobe(tools, search), Sqlite(search), DeathSignal(search), .. Sandbox()]);
    }

    private static ToolDiagnosis Ffmpeg(LocatedTools tools, ToolSearch search)
    {
        var problem = ProblemOf("ffmpeg", tools);
        if (tools.Ffmpeg is not { } found)
            return new("ffmpeg", "", "", ToolRequirements.Ffmpeg, problem, problem?.Remedy ?? "");
        var missing = ToolRequirements.Ffmpeg.Where(requirement => !found.Has(requirement)).ToList();
        var remedy = problem?.Remedy ?? (missing.Count > 0 ? ToolFailures.Remedy("ffmpeg", search) : "");
        return new("ffmpeg", found.Version, found.Path, missing, problem, remedy);
    }

    private static ToolDiagnosis Ffprobe(LocatedTools tools, ToolSearch search)
    {
        _ = search;
        var problem = ProblemOf("ffprobe", tools);
        return new("ffprobe", tools.Ffprobe?.Version ?? "", tools.Ffprobe?.Path ?? "", [], problem, problem?.Remedy ?? "");
    }

    private static ToolDiagnosis Sqlite(ToolSearch search)
    {
        if (!NativeLibrary.TryLoad(SqliteLibrary, out var handle))
        {
            var missing = ToolFailures.Missing("libsqlite3", search);
            return new("libsqlite3", "", "", [], missing, missing.Remedy);
        }
        NativeLibrary.Free(handle);
        return new("libsqlite3", "", SqliteLibrary, [], null, "");
    }

    /// <summary>Not a problem where it is missing: tools then outlive a killed Rushes, but nothing else changes.</summary>
    private static ToolDiagnosis DeathSignal(ToolSearch search) => ToolRunner.ChildrenDieWithUs
        ? new("setpriv", "", "setpriv", [], null, "")
        : new("setpriv", "", "", [], null, ToolFailures.Remedy("util-linux", search));

    /// <summary>No problems either: without a part of it the tools are kept in less well.</summary>
    private IEnumerable<ToolDiagnosis> Sandbox() => sandbox.Parts.Select(
        part => new ToolDiagnosis(part.Name, "", part.Found, [], null, part.Remedy) { Lacking = part.Lacking });

    private static Failure? ProblemOf(string name, LocatedTools tools)
    {
        var found = name == "ffmpeg" ? tools.Ffmpeg : tools.Ffprobe;
        return tools.Failures.FirstOrDefault(failure => found is not null
            ? failure.Place?.Path == found.Path
            : failure.Message.Contains(name, StringComparison.OrdinalIgnoreCase));
    }
}

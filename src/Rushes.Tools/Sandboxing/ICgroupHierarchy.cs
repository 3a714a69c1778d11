using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>How the two versions of control groups name the same things. Pure; <see cref="Cgroups"/> does it.</summary>
internal interface ICgroupHierarchy
{
    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    string Version { get; }

    /// <summary>The folders that groups of ours are made in: one for each controller, or one for all.</summary>
    IReadOnlyList<string> Parents { get; }

    /// <summary>The limits of a group, as files and what is to be written to them, in this order.</summary>
    IEnumerable<CgroupSetting> Settings(string group, ToolLimits limits);

    /// <summary>The file in which a line <c>oom_kill N</c> counts the processes that were killed for memory.</summary>
    string MemoryEvents(string group);

    /// <summary>Where the processor time of the group is counted; null: nowhere.</summary>
    CgroupUsage? Usage(string group);
}

/// <param name="Path">Of the file.</param>
/// <param name="Value">Its new content.</param>
/// <param name="Optional">Not every kernel has the file.</param>
internal sealed record CgroupSetting(string Path, string Value, bool Optional = false);

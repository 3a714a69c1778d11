using Rushes.Contracts;

namespace Rushes.Tools.Locating;

/// <summary>Everything that `rushes doctor` shows, as data.</summary>
public sealed record DoctorReport(IReadOnlyList<ToolDiagnosis> Tools)
{
    /// <summary>Whether everything that this version needs is there. What only a later one needs does not count.</summary>
    public bool Healthy => Tools.All(tool => tool.Problem is null);
}

/// <summary>One tool or library: where it is, and what is wrong with it.</summary>
/// <param name="Version">Empty when the tool was not found, or has none that we can ask for.</param>
/// <param name="Path">Empty when the tool was not found.</param>
/// <param name="Missing">Features it lacks, also those that only a later version needs.</param>
/// <param name="Problem">What keeps this version from working; its remedy is the command that mends it.</param>
/// <param name="Remedy">The command that brings what is missing now or later; empty when nothing is.</param>
public sealed record ToolDiagnosis(
    string Name, string Version, string Path, IReadOnlyList<ToolRequirement> Missing, Failure? Problem, string Remedy)
{
    /// <summary>What is done without, where that is no problem; empty otherwise.</summary>
    public string Lacking { get; init; } = "";
}

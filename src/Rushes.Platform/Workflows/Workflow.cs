using System.Globalization;

namespace Rushes.Platform.Workflows;

/// <summary>
/// How a service answers a request: a <see cref="Dag"/> or a <see cref="Rules.RuleSet"/>. Both are declared once in C#, kept by
/// name and version, and live in the same rows: a run goes on under the version it started with.
/// </summary>
public abstract class Workflow
{
    private protected Workflow(string name, int version, TimeSpan? limit) => (Name, Version, Limit) = (name, version, limit);

    public string Name { get; }

    public int Version { get; }

    /// <summary>Name and version in one: <c>encoding.encode@1</c>.</summary>
    internal string Id => IdOf(Name, Version);

    /// <summary>A run must be done so long after it was started. Null: as long as it takes.</summary>
    public TimeSpan? Limit { get; }

    /// <summary>What a run has rows for, in the order of declaration.</summary>
    internal abstract IReadOnlyList<WorkflowPart> Parts { get; }

    internal static string IdOf(string name, int version) => string.Create(CultureInfo.InvariantCulture, $"{name}@{version}");
}

/// <summary>A node of a DAG, or a rule.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="After">Names of the parts that must be done before.</param>
/// <param name="Functions">That it runs.</param>
/// <param name="Method">That it calls; null: none.</param>
internal sealed record WorkflowPart(string Name, IReadOnlyList<string> After, IReadOnlyList<string> Functions, string? Method);

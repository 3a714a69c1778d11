namespace Rushes.Tools.Sandboxing;

/// <summary>One thing that the sandbox is made of, as the doctor shows it.</summary>
/// <param name="Name"><c>bubblewrap</c>, <c>cgroup</c> or <c>prlimit</c>; <c>sandbox</c> where there is none.</param>
/// <param name="Found">Where or what it is; empty when it is not to be had.</param>
/// <param name="Lacking">What tools do without, and why; empty when it is there.</param>
/// <param name="Remedy">The command that brings it; empty when it is there.</param>
public sealed record SandboxPart(string Name, string Found, string Lacking, string Remedy);

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Tests that watch a clock run after the others, with the machine to themselves.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;

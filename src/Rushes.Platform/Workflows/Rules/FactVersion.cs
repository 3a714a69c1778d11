namespace Rushes.Platform.Workflows.Rules;

/// <summary>A fact of a run as it is now.</summary>
/// <param name="Key">What it is about; empty where there is one of its kind.</param>
/// <param name="Version">Counted from 1.</param>
/// <param name="Fact">The message.</param>
/// <param name="Source">Where it comes from, for people: <c>rule encode, because wanted 1080p v1</c>.</param>
public sealed record FactVersion<T>(string Key, long Version, T Fact, string Source);

namespace Rushes.Platform.Workflows;

/// <summary>Runs under way need versions that this build does not have.</summary>
/// <param name="missing">Each of them: <c>workflow encoding.encode version 1</c>, <c>function encoding.avc@1.0.0</c>.</param>
public sealed class MissingVersionsException(IReadOnlyList<string> missing)
    : Exception($"Runs under way need what this build does not have: {string.Join(", ", missing)}. Let the build that started them finish them, or cancel them.")
{
    public IReadOnlyList<string> Missing { get; } = missing;
}

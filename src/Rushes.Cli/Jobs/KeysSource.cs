namespace Rushes.Cli.Jobs;

/// <summary>Where the keys of a package come from.</summary>
/// <param name="Path">Absolute; of the keys file.</param>
/// <param name="Command">A program and its arguments that writes the keys, as the file says; empty: they are in the file.</param>
internal sealed record KeysSource(string Path, IReadOnlyList<string> Command);

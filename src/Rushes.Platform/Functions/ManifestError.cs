namespace Rushes.Platform.Functions;

/// <param name="Line">Counted from 1.</param>
internal sealed record ManifestError(long Line, string Message);

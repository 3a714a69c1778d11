namespace Rushes.Media.Manifests.Text;

/// <summary>Why a file of text is refused.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Message">One sentence.</param>
public sealed record TextProblem(int Line, string Message);

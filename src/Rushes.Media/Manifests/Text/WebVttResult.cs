namespace Rushes.Media.Manifests.Text;

/// <summary>A WebVTT file, or all that is wrong with it.</summary>
/// <param name="File">Null when there are problems.</param>
/// <param name="Problems">By line; none when there is a file.</param>
public sealed record WebVttResult(WebVttFile? File, IReadOnlyList<TextProblem> Problems);

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>A name or a file that leads a tool to somewhere else.</summary>
/// <param name="Input">What the tool is told to open: a path, or what FFmpeg takes for a URL.</param>
/// <param name="Options">Of FFmpeg, before the input: they take away what FFmpeg itself has against the trick.</param>
internal sealed record Trick(string Input, params IReadOnlyList<string> Options);

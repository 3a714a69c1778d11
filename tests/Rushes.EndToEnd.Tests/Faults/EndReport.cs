using System.Text.Json;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>What <c>--json</c> prints, as a program of somebody else's would read it.</summary>
internal sealed record EndReport(int Version, string Status, string? Job, IReadOnlyList<EndFailure> Failures, IReadOnlyList<EndRendition> Renditions)
{
    public IReadOnlyList<EndFinding> Findings { get; init; } = [];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static EndReport Of(ProgramEnd end)
    {
        try
        {
            return JsonSerializer.Deserialize<EndReport>(end.Output, Options)!;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"No report on standard output: {end}");
        }
    }
}

internal sealed record EndFailure(
    string Code, string Category, string Message, EndPlace Place, string Remedy, IReadOnlyDictionary<string, string>? Details);

internal sealed record EndFinding(string Code, string Severity);

internal sealed record EndPlace(string? Path, string? Option, string? Rendition, int? Chunk, long? Frame, int? Line);

internal sealed record EndRendition(string Name, int Width, int Height, long Frames, int Chunks, string Path);

using Rushes.Inspection.Functions.Scan;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Group;

/// <summary>Digests of what is coded, while others decode it.</summary>
internal sealed class GroupFunction(ToolInstallation ffmpeg)
{
    private const string DigestsName = "packets.digests";

    public static readonly FunctionReference<FilmToSurvey, Grouped> Reference = new("inspection.group", FilmToSurvey.Parser, Grouped.Parser);

    public async Task<StepOutcome<Grouped>> RunAsync(FilmToSurvey film, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = await context.OpenAsync(film.Media, cancellationToken);
        var digests = Path.Combine(context.WorkFolder, DigestsName);
        var groups = await new PacketScan(context.Tools, ffmpeg).DigestAsync(path, film.Video.StreamIndex, digests, cancellationToken);
        var kept = ScanFiles.Kept(context, ffmpeg, film.Media, film.Video, film.TimeBase);
        return new Grouped { Groups = await ScanFiles.KeepGroupsAsync(groups, kept, cancellationToken) };
    }
}

using System.Globalization;

namespace Rushes.Cli.Report.Page;

/// <summary>All that was found, in words and pictures: for each kind what to do, and then its places.</summary>
internal sealed class FindingList(IReadOnlyList<FindingGroup> groups, FilmTime time, IReadOnlyList<FaultPicture> pictures)
{
    private const int MostGroups = 100;
    private const int MostPlaces = 60;

    public string Write() => groups.Count == 0 ? "" : $"<h2>Findings</h2>{string.Concat(groups.Take(MostGroups).Select(Group))}{InspectPage.More(groups.Count - MostGroups)}";

    private string Group(FindingGroup group)
    {
        var count = group.Places.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" <small>{group.Places.Count} times</small>") : "";
        return $"<section><h3><span class=\"mark {group.Severity}\">{group.Severity}</span>{Safe(group.Code)}{count}</h3><p class=\"remedy\">{Safe(group.Remedy)}</p>"
            + $"<ul class=\"places\">{string.Concat(group.Places.Take(MostPlaces).Select(Place))}</ul>{InspectPage.More(group.Places.Count - MostPlaces)}</section>";
    }

    private string Place(ReportFinding finding)
    {
        var picture = pictures.FirstOrDefault(shown => ReferenceEquals(shown.Finding, finding)) is { } found ? Picture(found) : "";
        var frames = finding.From is null
            ? "<time>the whole file</time>"
            : $"<time>{time.Text(finding.From, finding.To)}</time><span>{FindingGroup.FramesOf(finding)}</span>";
        var evidence = finding.Evidence.Where(item => item.Value.Length > 0).Select(item => $"<div><span>{Safe(item.Key)}</span> {Safe(item.Value)}</div>");
        return $"<li>{picture}{frames}{string.Concat(evidence)}</li>";
    }

    private static string Picture(FaultPicture picture) => string.Create(
        CultureInfo.InvariantCulture,
        $"<img alt=\"Frame {picture.Frame}\" title=\"Frame {picture.Frame}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\"/>");

    private static string Safe(string text) => PageShell.Escaped(SafeText.Of(text));
}

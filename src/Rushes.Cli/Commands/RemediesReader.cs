using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Checks which remedies a command line takes.</summary>
/// <param name="failures">Takes what is wrong.</param>
internal sealed class RemediesReader(ICollection<Failure> failures)
{
    private const string Option = "--remedy";

    /// <summary>As they are written, in the order in which they are done.</summary>
    private static readonly IReadOnlyDictionary<string, Remedy> ByName = new Dictionary<string, Remedy>
    {
        ["ivtc"] = Remedy.InverseTelecine,
        ["deinterlace"] = Remedy.Deinterlace,
        ["crop"] = Remedy.Crop,
    };

    /// <param name="value">As written; null: none.</param>
    /// <param name="inspection">How closely the source is looked at, as written.</param>
    public IReadOnlyList<Remedy> Read(string? value, string? inspection)
    {
        if (value is null)
        {
            return [];
        }

        if (inspection == "artefacts")
        {
            failures.Add(UsageFailure.Option(Option, "Remedies come from a full inspection.", "Leave --inspect artefacts or --remedy out."));
        }

        string[] names = value == "all" ? [.. ByName.Keys] : value.Split(',', StringSplitOptions.TrimEntries);
        foreach (var unknown in names.Where(name => !ByName.ContainsKey(name)).Distinct())
        {
            failures.Add(UsageFailure.Option(Option, $"'{unknown}' is no remedy.", $"Write {string.Join(", ", ByName.Keys)} or all."));
        }

        return [.. ByName.Where(remedy => names.Contains(remedy.Key)).Select(remedy => remedy.Value)];
    }
}

using System.Globalization;

namespace Rushes.Tools.Sandboxing;

/// <summary>Names of our control groups. They tell whose a group is, so that what a killed program leaves behind can go.</summary>
internal static class CgroupName
{
    /// <summary>Of all groups of ours.</summary>
    internal const string Pattern = "rushes-*";

    internal static string OfRun(int processId, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"rushes-{processId}-{number}");

    internal static string OfHost(int processId) => string.Create(CultureInfo.InvariantCulture, $"rushes-{processId}-host");

    /// <summary>Null: no name of ours.</summary>
    internal static int? Owner(string name) =>
        name.Split('-') is ["rushes", var id, _] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

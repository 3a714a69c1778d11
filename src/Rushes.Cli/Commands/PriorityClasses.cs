using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>The classes of the queue by the names that people write.</summary>
internal static class PriorityClasses
{
    public static readonly IReadOnlyDictionary<string, PriorityClass> ByName = new Dictionary<string, PriorityClass>
    {
        ["express"] = PriorityClass.Express,
        ["priority"] = PriorityClass.Priority,
        ["first-class"] = PriorityClass.FirstClass,
        ["standard"] = PriorityClass.Standard,
        ["bulk"] = PriorityClass.Bulk,
    };
}

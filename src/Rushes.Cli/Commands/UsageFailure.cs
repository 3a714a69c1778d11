using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Failures of the command line itself.</summary>
internal static class UsageFailure
{
    public static Failure Option(string option, string message, string remedy) =>
        Make("usage.value", message, remedy, new Place { Option = option });

    public static Failure Syntax(string message) =>
        Make("usage.syntax", message, "See 'rushes --help'.", new Place());

    public static Failure NotInVersion(string what) =>
        Make("usage.not_in_version", $"{what}: not in this version.", "Leave it out, or use a later version.", new Place { Option = what });

    private static Failure Make(string code, string message, string remedy, Place place) =>
        new() { Code = code, Category = FailureCategory.Configuration, Message = message, Remedy = remedy, Place = place };
}

using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Failures of the command line itself.</summary>
internal static class UsageFailure
{
    public static Failure Option(string option, string message, string remedy) =>
        Make("usage.value", message, remedy, new Place { Option = option });

    public static Failure Syntax(string message) =>
        Make("usage.syntax", message, "See 'rushes --help'.", new Place());

    /// <param name="what">As it was written.</param>
    /// <param name="option">The option or command to blame.</param>
    public static Failure NotInVersion(string what, string option) =>
        Make("usage.not_in_version", $"{what}: not in this version.", "Leave it out, or use a later version.", new Place { Option = option });

    /// <summary>An id that names nothing, or several things.</summary>
    public static Failure Unknown(string code, string message, string remedy) => Make(code, message, remedy, new Place { Option = "ID" });

    private static Failure Make(string code, string message, string remedy, Place place) =>
        new() { Code = code, Category = FailureCategory.Configuration, Message = message, Remedy = remedy, Place = place };
}
